/**
 * What a message asks for besides its main point («… y que me descuenten esos días»). A linear model only ranks, so
 * these are told from plain statements; one that is denied or told to be in order is not told. Data and its reading.
 */
import { findPhrases, compilePhrases } from './phrase-matcher';
import type { Intent } from './understanding';

const STATED = compilePhrases({
  no_internet: `(sin|no (hay|tengo|tenemos|me (llega|entra|funciona|sirve)|me da)) (el|) (internet|interne|servicio de internet|fibra) ; (se (me|nos|) (fue|cayo|dano)|esta caido|no (funciona|sirve|da|llega|entra|coge|prende)) (el|) (internet|modem) ; internet (no|caido|muerto|y (tv|television) (caid*|no)) (funciona|sirve|da|llega|entra|coge|) ; no internet ; internet is (down|out|dead) ; (no|without|lost) (internet|service|connection) ; (internet|wifi|connection) (is|went|has been) (down|out|dead|gone)`,
  slow_internet: `(internet|conexion|wifi|navegacion|todo|esta|va) (esta|va|anda|muy|) (lent*|despacio) ; slow internet ; (internet|wifi) is (very|so|) slow ; lentisim* ; (internet|wifi|connection) (is|has been|gets) .. (slow|crawling)`,
  intermittent: `se (me|nos|) (cae|corta|va|desconecta) .. (rato|ratos|minutos|veces|noches|vuelve) ; va y viene ; se va y vuelve ; intermit* ; keeps dropping ; (cae|corta|desconecta) (mucho|demasiado|todo el tiempo|todo el dia|a cada rato|cada rato|a ratos) ; (internet|wifi|connection) (keeps|is) (dropping|cutting|disconnecting)`,
  wifi_password: `(clave|contrasena|password) (del|de|al) (wifi|internet|modem|red) ; wifi password ; (change|forgot|reset|need) .. password ; (cambiar|olvide|perdi|necesito) .. (clave|contrasena)`,
  wifi_coverage: `wifi .. (no llega|no alcanza|segundo piso|cuarto) ; (no llega|no alcanza|llegue|llegue bien) .. (cuarto|piso|cocina|sala|patio|habitacion|terraza) ; repetidor`,
  site_or_dns: `no .. (abre|carga|entra|puedo entrar) .. (pagina|netflix|youtube|banco|instagram|facebook|sitio|plataforma) ; (pagina|netflix|banco) .. no (abre|carga|entra)`,
  tv: `(tv|tele|television|televisor|deco|canales|los canales) (tambien|no|tampoco|sin|caid*|esta sin|ni|se) ; (ni|y|o) (el|la|los|) (tv|tele|television|televisor|canales) ; internet (y|ni|,) (el|la|) (tv|tele|television|televisor) ; sin (tv|television|tele|canales) ; no (hay|tengo) (tv|television|tele|canales) ; no tv ; (tv|television|channels|cable box|tv box) (is|are|s|has|have|went) (out|down|off|dead|gone|black|frozen|no|not) ; (tv|television|channels) (too|also|either) ; no (tv|channels|television) ; (internet|wifi|telefono|fijo) (,|y|) (tv|television|tele)`,
  telephone: `(telefono|fijo) (no|tampoco|mudo|sin|muerto|esta mudo) ; (y|ni) (el|) (telefono|fijo) ; sin telefono ; tv y telefono ; (landline|home phone|house phone|phone line) .. (no|dead|down|out|not|doesn) ; no dial tone ; (fijo|telefono fijo|linea fija) .. (mudo|muerto|tono|no|sin)`,
  mobile_data: `(sin|no tengo) (datos|senal) (en el|del) (celular|cel|movil) ; sin datos ; (celular|sim) .. (sin senal|no navega|no tiene senal) ; mi portabilidad ; (celular|linea) tampoco ; (mobile|cell) data .. (not|doesn|isn|down|no) ; los datos (del|de mi) (celular|cel) .. no`,
  bill: `(cuanto debo|factura|recibo) ; (me cobr*|cobraron|cobrando) ; facturacion ; por el cobro ; my bill ; my balance ; (do|what) i owe ; how much (is|do) ; cuanto (es|tengo que pagar) ; (factura|recibo) (llego|vino|esta) .. (cara|alta|mas)`,
  payment_suspended: `me (cortaron|suspendieron) .. (pago|plata|mora) ; ya pague y ; reconect* ; suspendid* por`,
  outage_question: `(en|por) (todo|toda|mi|el|la) (el|la|) (barrio|cuadra|sector|edificio|conjunto|zona) .. (nadie|todos|igual|sin) ; todos los vecinos ; dano en el sector ; falla general ; in my (area|neighborhood)`,
  compensation: `(descuent*|descontar|descuenten) .. (dias|eso|esos|servicio|horas|me) ; que me (descuenten|compensen|devuelvan|reconozcan|rebajen) ; me (descuentan|compensan|devuelven) ; quien me (paga|responde) ; indemniz* ; compensacion ; reembols* ; refund ; por los dias sin ; (discount|credit|compensat*|reimburs*) .. (days|me|my|outage)`,
  cancel_contract: `(quiero|voy a|necesito|pienso|y) (cancelar|terminar|retirar*|retirarme) (el|) (contrato|servicio|internet|) ; cancel* el (contrato|servicio) ; cancelo el contrato ; (me retiro|me paso|me cambio) (de|a|con) ; cancel my (service|contract) ; cancel (it|the (service|contract|plan)|everything) ; (end|terminate) (the|my) (contract|service)`,
  pqr_complaint: `(poner|pongo|radicar|interponer|presentar) (una|un|la) (queja|pqr|reclamo|peticion|tutela|denuncia) ; los (demando|denuncio) ; (voy a) (demandar|denunciar|la sic|la superintendencia) ; superintendencia ; pesim* servicio ; perdi ventas ; (file|make|submit) (a|an) (complaint|claim) ; (quejarme|quejar) ; (queja|reclamo) (por|porque|de)`,
  ticket_status: `(numero del|mi) (radicado|caso|reporte) ; como va (mi|el|lo) ; ya revisaron ; caso (numero|#) ; (status|update) (of|on|about) my (case|ticket|complaint|request)`,
  technician_visit: `(mand*|envi*|programen|agend*|programa*|necesito|quiero|que venga|manden) (a|al|un|el|una|me|) (un|una|) (tecnico|tecnicos|visita|cuadrilla) ; muevan el (modem|router) ; que vengan ; send (a|someone|the) (technician|) ; visita tecnica ; cuadrilla por favor ; (el|ese|un) tecnico (no|nunca|jamas) (vino|llego|aparecio|ha) ; (cuando|a que hora) (viene|llega|pasa|vienen|llegan) (el|los|) tecnico* ; (when|what time) .. technician ; manden a alguien ; technician .. (coming|come|came|visit|never)`,
  talk_to_human: `(quiero|necesito|paseme|prefiero|comuniqueme) .. (asesor|asesora|persona|humano|supervisor) ; con un (asesor|humano) ; (talk|speak) (to|with) (a|an|someone|somebody)`,
  advanced_network: `ip (fija|publica|estatica) ; modo bridge ; (abrir|abran) .. puerto* ; cgnat ; 192 , 168`,
} satisfies Partial<Record<Intent, string>>);

/** The intents that are stated and not denied, with the place of the first word that states each, in that order. */
export function statedIntents(sounds: readonly string[], denied: readonly boolean[]): Map<Intent, number> {
  const found = new Map<Intent, number>();
  for (const { cue, from } of findPhrases(STATED, sounds)) {
    if (denied[from] !== true && !found.has(cue)) found.set(cue, from);
  }
  return found;
}
