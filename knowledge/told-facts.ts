/**
 * What a message tells of the trouble before anybody asks (P1): the symptom, the wish, the light, each by the name of the fact that a
 * flow asks for. Stricter than reading a reply: one value or none, and what is not certain is left to be asked. Pure; linear in a cut text.
 */
import { indexPatterns } from './pattern-index';
import { remembering } from './remembering';
import { plainOf } from './text';
import type { Intent } from './understanding';

interface Telling {
  readonly fact: string;
  /** What the message must be about. */
  readonly about?: RegExp;
  readonly not?: RegExp;
  /** `first`: the earlier value counts when several are told; otherwise several are none. */
  readonly first?: true;
  readonly values: readonly (readonly [value: string, words: RegExp])[];
}

const HOME_LINE = /\b(?:fij[oa]|telefono de la casa|bocina|landline|home phone)\b/;
const MOBILE = /\b(?:puk|imei|celular|cel|movil|sim|e?sim|roaming|datos|iphone|android|cell|mobile|phone)\b/;
const TV = /\b(?:tele|tv|televis\w+|deco\w*|codificador|canal(?:es)?|channels?)\b/;
const KEY = /\b(?:clave|contrasena|password|passcode)\b/;
const PAID = /\b(?:ya|yo|si) (?:la |lo |les |los |yo |ya )?(?:pague|cancele|consigne|hice el pago|esta paga|esta pago)\b|\b(?:pague|cancele) (?:ayer|anoche|hoy|antier|hace|el|por|en)\b|\b(?:already|i) paid\b/;
const ROOMS = '(?:cuartos?|habitacion(?:es)?|piezas?|alcobas?|segundo piso|tercer piso|patio|terraza|cocina|garaje|al fondo|de atras|bedrooms?|upstairs|kitchen|backyard)';
const WEEKDAY = '(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|quincena|fin de mes|manana|\\d{1,2})';

const TELLINGS: readonly Telling[] = [
  {
    fact: 'mobile.scope', about: MOBILE, not: HOME_LINE, first: true,
    values: [
      ['lost', /\b(?:robaron|robar|robo|hurtaron|hurtar|atracaron|rapo|raponearon|quitaron|extravie|stolen|stole)\b.{0,25}\b(?:celular|cel|telefono|movil|iphone|sim|phone|cell)\b|\b(?:celular|cel|telefono|iphone|sim|phone)\b.{0,20}\b(?:robad\w|perdid\w|extraviad\w|se me perdio|me lo robaron|stolen|lost)\b|\b(?:perdi|(?:se )?(?:me )?perdio|(?:se me )?embolat[oe]|bote|lost) (?:el|mi|la|my|the) (?:celular|cel|telefono|iphone|sim|phone)\b/],
      ['puk', /\bpuk\b/],
      ['imei', /\b(?:bloque\w+|report\w+|blocked|reported|negativa)\b.{0,25}\bimei\b|\bimei\b.{0,25}\b(?:bloque\w+|report\w+|blocked|reported|negativa)\b/],
      ['sim', /\b(?:dan[oe]|dano|rompio|partio|perdi|quemo|damaged|broke|broken)\b.{0,15}\b(?:e?sim|sim ?card)\b|\b(?:necesito|quiero|cambi\w+|reponer|reposicion|duplicado|new|replace|another|replacement) (?:\w+ ){0,4}(?:e?sim|sim ?card)\b/],
      ['abroad', /\b(?:roaming|otro pais|en el exterior|abroad|overseas)\b|\b(?:estoy|llegue|llegar|voy|viaje|estamos|i m|im|i am) (?:en|a|de|in) (?:panama|espana|mexico|estados unidos|miami|usa|madrid|ecuador|peru|chile|argentina|brasil|venezuela|costa rica|canada|francia|italia|europa|aruba|cancun|europe)\b/],
      ['place', /\ben (?:la |mi )?(?:casa|oficina|finca|apartamento|apto|trabajo)\b.{0,30}\b(?:afuera|en la calle|outside) (?:si|coge|funciona|tengo|it)\b|\b(?:solo|only) (?:en|at|in) (?:la |mi |my )?(?:casa|oficina|finca|home|office)\b/],
      ['nothing', /\bni (?:llamo|llamadas|puedo llamar|entran llamadas|una raya)\b.{0,20}\bni\b|\b(?:sin|no tengo|no hay|no coge|no me coge|no da) (?:nada de )?(?:senal|servicio|cobertura|red)\b|\bsolo (?:llamadas de )?emergencias?\b|\bno (?:signal|service)\b|\b(?:sim|sin) (?:no valida|invalida)\b/],
      ['data', /\b(?:sin|no tengo|no hay|no me (?:sirven|cogen|entran|funcionan|abren|cargan)|no (?:sirven|cogen|funcionan|entran)) (?:los |mis )?datos\b|\bdatos (?:moviles )?(?:del celular )?no (?:me )?(?:sirven|funcionan|cogen|entran|abren|cargan|andan)\b|\bllamo (?:\w+ ){0,2}(?:pero )?no (?:navego|hay datos|tengo datos)\b|\bno data\b|\bdata (?:does ?n ?t|is ?n ?t|not|doesnt|isnt) work/],
    ],
  },
  {
    fact: 'cancel.why',
    values: [['retract', /\b(?:retract\w+|derecho de retracto|right of withdrawal|cooling off)\b|\b(?:firme|signed)\b.{0,60}\b(?:me arrepenti|changed my mind|regret)\b|\bme arrepenti\b.{0,60}\bfirm\w+/]],
  },
  {
    fact: 'voice.symptom', about: /\b(?:fij[oa]|telefono|bocina|linea|landline|phone)\b/, not: /\b(?:celular|movil|cell)\b/,
    values: [
      ['no_tone', /\b(?:no (?:da|tiene|hay|me da)|sin) (?:el )?(?:tono|linea)\b|\b(?:mudo|no suena nada|dial tone|esta muert[oa])\b/],
      ['no_incoming', /\bno (?:me |nos )?(?:entran|entra|timbra|suena cuando|recibo|recibe|llegan las llamadas)\b|\bno incoming\b/],
      ['cannot_call', /\bno (?:me |nos )?(?:deja|puedo|permite|logro) (?:hacer |marcar|llamar)|\bno salen (?:las )?llamadas\b|\bcan ?n?t (?:call|dial)\b/],
      ['noise', /\b(?:ruido\w*|zumbido|chicharra|interferencia|estatica|noise|static)\b|\bse oye (?:feo|mal|lejos|horrible|como)\b/],
    ],
  },
  {
    fact: 'tv.symptom', about: TV,
    values: [
      ['picture', /\b(?:pixel\w*|cuadrit\w+|se (?:congela|pega|traba|pixela)\w*|congelad\w|entrecortad\w|freez\w+)\b/],
      ['some', /\b(?:faltan|falta|no (?:me )?(?:entran|salen|cogen|aparecen|abren)|perdi|perdieron|se perdieron|lost|missing) (?:\w+ ){0,3}(?:canal(?:es)?|channels?)\b|\b(?:algunos|unos|varios|some) (?:canales|channels)\b/],
      ['code', /\b(?:codigo|error|code) (?:\w+ )?[a-z]?-?\d{1,5}\b|\bsale un (?:codigo|error)\b/],
      ['nothing', /\bsin senal\b|\bno signal\b|\bno (?:da|hay|sale|tiene|llega|coge) (?:la )?(?:imagen|senal)\b|\bpantalla (?:esta |toda )?(?:en )?(?:negr[oa]|azul)\b|\bno se ve nada\b|\b(?:black|blue) screen\b/],
    ],
  },
  {
    fact: 'tv.part', about: TV,
    values: [
      ['remote', /\b(?:control(?! parental)|mando|remote)\b.{0,30}\b(?:no|nada|dead|dan\w+|broken|stopped|does ?n ?t|is ?n ?t|not)\b|\b(?:no (?:me )?(?:sirve|funciona|responde|coge)|se dano|perdi|se perdio)\b.{0,15}\b(?:control(?! parental)|mando)\b/],
      ['sound', /\b(?:sin|no (?:hay|tiene|da|sale|se (?:oye|escucha))) (?:el |nada de )?(?:sonido|audio|volumen)\b|\b(?:tele|tv|televisor)\b.{0,15}\bno (?:suena|se (?:oye|escucha))\b|\bno (?:sound|audio)\b/],
    ],
  },
  {
    fact: 'visit.before', about: /\b(?:tecnico|visita|technician)\b/,
    values: [['in_vain', /\b(?:vino|vinieron|fue|estuvo|came|was here)\b.{0,60}\b(?:no (?:me |nos |lo |la )?(?:arregl\w+|solucion\w+|repar\w+|hizo nada|hicieron nada|sirvio)|(?:sig\w+|quedo|quede) igual|did ?n ?t fix|not fixed|fixed nothing)\b/]],
  },
  {
    fact: 'wifi.symptom',
    values: [
      ['missing', /\b(?:no (?:me )?(?:aparece|sale|figura)|desaparecio|no (?:veo|encuentro)) (?:\w+ ){0,3}(?:red|wifi|nombre)\b|\b(?:red|wifi) (?:\w+ ){0,2}(?:no (?:me )?(?:aparece|sale)|desaparecio)\b/],
      ['key', new RegExp(`\\b(?:pide|no (?:me )?(?:la )?(?:recibe|acepta|coge)|rechaza)\\b.{0,15}${KEY.source}|${KEY.source}.{0,15}\\b(?:no (?:me )?(?:la )?(?:recibe|acepta|coge|entra|sirve)|incorrecta|mala)\\b`)],
      ['no_internet', /\b(?:conecta|conectad\w|connected)\b.{0,15}\b(?:sin (?:acceso a )?internet|(?:pero )?no (?:navega|hay internet|abre|carga)|but no|no internet|without)\b/],
      ['far', new RegExp(`\\b(?:no (?:me )?(?:llega|coge|alcanza|entra|hay)|casi nada|poquit\\w|debil|muy mal|malo|weak|no signal|does ?n ?t (?:reach|get to|work)|does not reach|barely reach\\w*)\\b.{0,40}\\b${ROOMS}\\b|\\b${ROOMS}\\b.{0,40}\\b(?:no (?:me )?(?:llega|coge|alcanza|entra|hay)|casi nada|debil|se pierde|weak|muy mal)\\b`)],
    ],
  },
  {
    fact: 'wifi.key_need', about: KEY, not: /\bno quiero cambiar\b/,
    values: [
      ['wrong', /\b(?:no (?:me )?(?:la )?(?:recibe|acepta|coge|deja entrar)|incorrecta|wrong password|dice que (?:esta )?mal)\b/],
      ['change', /\b(?:cambiar|cambiarle|cambio|poner|ponerle|actualizar|change) (?:\w+ ){0,4}(?:clave|contrasena|password|psk)\b/],
      ['forgot', /\b(?:olvid\w+|no (?:me )?(?:acuerdo|recuerdo)|no (?:me )?(?:la )?se|forgot|recordar\w*|perdi) (?:\w+ ){0,5}(?:clave|contrasena|password)\b|\b(?:clave|contrasena|password)\b.{0,25}\b(?:olvid\w+|no (?:me )?(?:acuerdo|recuerdo)|no (?:me )?(?:la )?se|se me borro)\b|\bcual es (?:la|mi) (?:clave|contrasena)\b/],
    ],
  },
  // Somebody else on her network: the key is changed.
  {
    fact: 'wifi.key_need', about: /\b(?:wifi|internet|red|network)\b/,
    values: [
      ['change', /\b(?:vecin\w+|alguien|extran\w+|intrus\w+|neighbou?rs?|someone|somebody)\b.{0,30}\b(?:rob\w+|colg\w+|cuelg\w+|pegad\w+|usando|conectad\w+|mete|metid\w+|steal\w*|using)\b|\b(?:rob\w+|colg\w+|colad\w+|metid\w+|steal\w*)\b.{0,20}\b(?:wifi|internet|red|network)\b|\b(?:cambiar|cambiarle|ponerle|change|rename) (?:\w+ ){0,3}(?:nombre|name)\b/],
    ],
  },
  {
    fact: 'visit.wish', about: /\b(?:tecnico|visita|cita|technician|visit|appointment)\b/,
    values: [
      ['cancel', /\b(?:cancel\w*|anul\w+) (?:\w+ ){0,3}(?:visita|cita|tecnico|visit|appointment|technician)\b|\bya no (?:necesito|quiero|hace falta|es necesari\w|requiero) (?:\w+ ){0,3}(?:visita|cita|tecnico)\b|\bque (?:ya )?no venga\b|\b(?:no longer|don ?t|do not) need (?:\w+ ){0,2}(?:visit|technician|appointment)\b/],
      ['move', /\b(?:cambi\w+|mover|mueva\w*|muev\w+|corr(?:er|an|a|erla)|reprogram\w+|reagend\w+|aplaz\w+|adelant\w+|pas(?:ar|en|e)|reschedul\w+|move|change) (?:\w+ ){0,4}(?:visita|cita|tecnico|visit|appointment|technician)\b|\b(?:visita|cita|tecnico|visit|appointment)\b.{0,25}\b(?:para otro dia|otra fecha|otra hora|mas (?:tarde|temprano)|another (?:day|time))\b|\bno (?:voy a|puedo|podre) (?:estar|recibir\w*)\b|\b(?:visita|cita|tecnico)\b.{0,30}\bno puedo\W*$/],
    ],
  },
  {
    fact: 'slow.scope', first: true, not: /\b(?:de la noche a la manana|de dia|vuela)\b/,
    values: [
      ['one_app', /\b(?:lo demas|todo lo demas|las demas|everything else) (?:\w+ ){0,2}(?:bien|si|normal|funciona|fine|works)\b|\b(?:solo|solamente|unicamente|only|just) (?:en |me pasa (?:en|con) |con |on )?(?:netflix|youtube|instagram|facebook|tiktok|una pagina|una aplicacion|one (?:site|app|page))\b/],
      ['nights', /(?<!buenas )(?<!buena )\b(?:en|por|todas) (?:las |la )?noches?\b|\b(?:despues|a partir) de las (?:6|7|8|9|seis|siete|ocho|nueve)\b|\bhoras? pico\b|\b(?:at night|in the evenings?|every (?:night|evening))\b/],
      ['calls', /\b(?:juegos? en linea|jugar|juega|jugando|lag|ping|bufferbloat|bajo carga|under load|latencia|latency|videollamadas?|zoom|meet|teams|fortnite|gaming|games?|video calls?)\b/],
      ['one_device', /\b(?:solo|solamente|unicamente|only|just) (?:en |me pasa en |falla |on )?(?:el |la |un |mi |uno |my |one )(?:celular|computador|pc|portatil|televisor|tablet|consola|play|equipo|laptop|phone|computer|device)\b/],
      ['all', /\b(?:todo|everything) (?:\w+ ){0,3}(?:lent\w+|slow|se demora)\b|\b(?:lent\w+|slow) (?:\w+ ){0,3}(?:todo|en toda la casa|en todos los (?:equipos|aparatos|dispositivos|celulares)|everything|on all devices)\b|\ben todos los (?:equipos|aparatos|dispositivos)\b|\btoda la casa\b/],
    ],
  },
  {
    fact: 'slow.wired', not: /\bcable (?:coaxial|no|tampoco si)\b|\b(?:sin|no tengo) cable\b/,
    values: [['yes', /\b(?:conectad\w+|estoy|juego|probe|medi|prueba|test|directo|todo|pc|computador) (?:\w+ ){0,2}(?:por|con|via|a) (?:el |un )?(?:cable|ethernet|utp|lan)\b|\bpor cable (?:tambien|igual|me da|da)\b|\b(?:wired|over ethernet|on ethernet|by cable)\b/]],
  },
  {
    fact: 'drops.pattern', first: true, about: /\b(?:se (?:me )?(?:cae|caen|va|corta|desconecta)|se cayo|caidas?|intermit\w+|va y viene|drops?|dropping|in and out|apaga|reinicia)\b/,
    values: [
      ['rain', /\b(?:llueve|lluvia|lloviendo|aguacero|rains?|raining)\b/],
      ['power', /\b(?:modem|equipo|aparato|router|ont) (?:\w+ ){0,2}se (?:apaga|reinicia|prende y (?:se )?apaga)\b/],
      ['wifi', /\b(?:solo|solamente|unicamente|only) (?:\w+ )?(?:por |el |en el |on )?(?:wifi)\b|\bpor cable (?:no se cae|si funciona|va bien|todo bien|no)\b/],
      ['anytime', /\ba (?:cualquier hora|cada rato|toda hora|todas horas)\b|\btodo el (?:dia|tiempo)\b|\bcada (?:rato|ratico|\d+|cinco|diez|quince|veinte|media) ?(?:minutos?|min|hora)?\b|\b(?:all day|every (?:few|\d+|ten|five) minutes|all the time|randomly)\b/],
    ],
  },
  {
    fact: 'inside.scope',
    values: [
      ['some_pages', /\b(?:solo|solamente) (?:algunas|unas|ciertas) (?:paginas|aplicaciones)\b|\b(?:unas|algunas) (?:paginas|aplicaciones) (?:si|abren|no)\b/],
      ['nothing', /\bning(?:un|uno|una) (?:\w+ )?(?:celular|equipo|dispositivo|aparato|computador)\b|\bni (?:por )?(?:cable|wifi) ni\b|\bon any device\b/],
      ['wifi', /\bpor cable (?:si|va bien|funciona)\b|\bsolo (?:falla|es) (?:el|por) wifi\b|\bworks? (?:fine )?(?:on|over|by|with) (?:cable|ethernet)\b/],
      ['one_device', /\b(?:solo|solamente|unicamente|only) (?:en |falla (?:en )?|me pasa en |on )?(?:el |la |un |mi |my |one )(?:celular|computador|pc|portatil|televisor|tablet|consola|play|equipo|laptop|phone|computer|device)\b/],
    ],
  },
  {
    fact: 'site.by_data',
    values: [
      ['yes', /\b(?:con|por|en) (?:los |mis )?datos (?:(?:moviles|del? (?:mi |el )?(?:celular|cel)) )?(?:si|abre|entra|carga|funciona)\b|\b(?:on|with|over) (?:mobile )?data (?:it )?(?:does|works|opens|loads|is fine)\b/],
      ['no', /\b(?:con|por|en) (?:los |mis )?datos (?:(?:moviles|del? (?:mi |el )?(?:celular|cel)) )?(?:tampoco|no)\b|\bni con (?:los )?datos\b/],
    ],
  },
  {
    fact: 'site.evidence',
    values: [['ours', /\b(?:contra|con|en) (?:su|tu|el) (?:dns|resolver)(?: de ustedes)? (?:no|da|falla|servfail|tampoco)\b|\b(?:su|your) (?:dns|resolver) (?:no (?:resuelve|responde)|falla|fails|does ?n ?t|returns? servfail)\b/]],
  },
  // Somebody's health or safety hangs on the line: only that it does is kept.
  {
    fact: 'home.priority',
    values: [['yes', /\b(?:oxigeno|respirador|marcapasos|dialisis|(?:emergencia|urgencia) medica|(?:vivo|vive) sol[oa]|oxygen|pacemaker|ventilator|dialysis|medical emergency|lives? alone)\b/]],
  },
  {
    fact: 'home.danger',
    values: [['yes', /\b(?:huele|olor|oliendo) a (?:quemado|chamuscado|humo|cable quemado)\b|\b(?:sale|saliendo|bota|botando|echa|echando) (?:humo|chispas|candela)\b|\b(?:esta|se esta) (?:quemando|chispeando|derritiendo)\b|\b(?:smells? (?:like )?(?:burn\w*|smoke)|burning smell|sparks?|sparking|smoking)\b/]],
  },
  {
    fact: 'wan.need', first: true,
    values: [
      ['six', /\b(?:ipv6|dhcpv6\w*)\b/],
      ['bridge', /\b(?:bridge|modo puente)\b/],
      ['business', /\b(?:ip (?:fija|estatica)|static ip|rdns|bgp)\b/],
      ['cameras', /\b(?:camaras?|dvr|cctv|cameras?)\b/],
      ['game', /\bnat (?:tipo|type|estricto|moderado|strict|cerrado|\d)\b/],
      ['port', /\b(?:abr\w+|open\w*|redireccion\w*|reenvi\w*|forward\w*|mapear) (?:\w+ ){0,2}(?:puertos?|ports?|\d{2,5})\b|\bport forwarding\b/],
      ['public', /\b(?:ip publica|public ip|cgnat|direccion publica)\b/],
    ],
  },
  {
    fact: 'bill.wish', about: /\b(?:factura\w*|recibo|cobr\w*|pag\w+|cancel\w+|cargo|valor|saldo|deb[oe]\w*|bill\w*|charge\w*|pay|paid)\b/, not: /\b(?:contrato|retir\w+|servicio|linea|compania)\b/,
    values: [
      ['disagree', /\bno (?:estoy de acuerdo|la debo|lo debo|debo eso|reconozco|autorice)\b|\b(?:cobr\w+|cargo) (?:\w+ )?(?:de mas|demas|doble|dos veces|mal|twice)\b|\b(?:reclamar|disputar|dispute|overcharged)\b/],
      ['paid', PAID],
      ['why', /\b(?:por ?que|xq)\b.{0,30}\b(?:car[oa]|alt[oa]|subi\w*|tanto|mas|cobr\w+)\b|\b(?:mas|muy|tan) (?:car[oa]|alt[oa])\b|\baltisim[oa]\b|\b(?:me )?subi(?:o|eron)\b|\b(?:went up|so high|higher)\b/],
      ['send', /\b(?:como|donde|puedo|quiero|necesito|voy a|para) (?:la |lo )?(?:pag(?:o|ar|arla)|cancel(?:o|ar))\b|\b(?:copia|duplicado|envi\w+|mand\w+|descargar|recibir) (?:\w+ ){0,4}(?:factura|recibo)\b|\b(?:how|where) (?:can|do) i pay\b|\bcopy of (?:my|the) bill\b/],
    ],
  },
  {
    fact: 'suspended.wish',
    values: [
      ['paid', PAID],
      ['promise', new RegExp(`\\b(?:plazo|acuerdo de pago|cuotas|la mitad|por partes|abon(?:o|ar))\\b|\\b(?:pago|pagar|pagaria|cancelo) (?:\\w+ )?(?:hasta )?el ${WEEKDAY}\\b|\\bpayment plan\\b`)],
      ['disagree', /\bno (?:estoy de acuerdo|la debo|lo debo|debo|reconozco)\b/],
      ['pay', /\b(?:como|donde|cuanto|quiero|voy a) (?:\w+ ){0,2}pag(?:o|ar)\b|\bhow (?:can|do) i pay\b/],
    ],
  },
  {
    fact: 'lights.seen', first: true,
    values: [
      ['los_red', /\b(?:luz|led|la|dice|de) (?:de )?los (?:\w+ ){0,2}(?:roj[oa]|rojo|parpade\w+|titila\w*|prendid[oa])\b|\blos (?:esta |sigue |titila |parpadea |led |light )?(?:en )?(?:roj[oa]\b(?! \w+s\b)|red\b)|\broj[oa] (?:la|en la|en el|en) (?:luz )?(?:de )?los\b(?! \w+s\b)|\bred los\b/],
      ['pon_blinking', /\bpon (?:\w+ ){0,2}(?:parpade\w+|titil\w+|blink\w*)\b/],
      ['los_off', /\blos apagad[oa]\b|\blos (?:is )?off\b/],
    ],
  },
  {
    fact: 'home.fibre', not: /\bno (?:he |lo he |la he )?(?:cambi|revis|limpi|prob)/,
    values: [
      ['ok', /\b(?:cambie|cambiamos|revise|limpie|reasente|probe (?:con )?otro|replaced|swapped|checked|cleaned|reseated) (?:\w+ ){0,3}(?:patch ?cord|conector|sc ?apc|cable de (?:la )?fibra|connector|fib(?:er|re))\b/],
      ['damaged', /\b(?:fibra|cable (?:delgad\w+|amarillo|de (?:la )?fibra)|cablecito|fibre|fiber)\b.{0,25}\b(?:rot[oa]|doblad[oa]|mordid[oa]|partid[oa]|cortad[oa]|pelad[oa]|reventad[oa]|broken|cut|chewed)\b|\b(?:mordio|partio|arranco|reventaron|arrancaron|rompio|cortaron|piso|chewed|cut) (?:\w+ ){0,3}(?:cable|cablecito|fibra|fibre|fiber)\b/],
    ],
  },
];

const PORT = /\b(?:abr\w+|open\w*|redireccion\w*|reenvi\w*|forward\w*|puertos?|ports?) (?:(?:el|los?|un|the|de|puertos?|ports?|tcp|udp|numero) ){0,3}(\d{2,5})\b/;
const SPEED = /\b(?:da|dan|llegan?|marca|sale|salen|mide|medi|baja|get|gets|getting|gives?|measured)(?: (?:solo|apenas|como|unos|only|about|me|just))* (\d{1,4})(?:[.,]\d+)? ?(?:megas?|mbps|mb|mbits?|mb\/s|(?:de|of|out of|y pago|y tengo) (?:\w+ ){0,2}\d+)\b/;
const SITE =
  /\b(?:(?:pagina|app|aplicacion|plataforma|portal|sitio)(?: web)? (?:de las?|de los|de el|del?) [a-z0-9]+(?: (?:de|del) [a-z0-9]+)?|netflix|youtube|instagram|facebook|tiktok|disney|spotify|prime video|hbo max|zoom|teams|roblox|steam|gmail|outlook|dian|nequi|daviplata|bancolombia|davivienda|[a-z0-9-]+\.(?:com|co|org|net|gov|edu)(?:\.co)?)\b/;
const MEANS = /\b(?:nequi|daviplata|pse|efecty|baloto|gana|supergiros|banco|bancolombia|davivienda|bbva|corresponsal|tarjeta|app|supermercado|exito|transferencia|consign\w+|bank|transfer|card)\b/;
const DAY = /\b(?:ayer|anoche|hoy|antier|anteayer|lunes|martes|miercoles|jueves|viernes|sabado|domingo|hace|el \d{1,2}|yesterday|today|this morning|ago)\b/;

/** «rrobaron»: no word begins with a letter twice, but for *ll*. */
const TWICE = /\b([a-km-z])\1+(?=[a-z])/g;

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, no: false };

/** What is looked for: the values of the tellings, one after the other, then what is told in words of its own. */
const VALUES = TELLINGS.flatMap((telling) => telling.values.map(([value, words]) => ({ telling, value, words })));
const OWN_WORDS = { speed: SPEED, site: SITE, port: PORT, paid: PAID };
const candidates = indexPatterns([...VALUES.map(({ words }) => words), ...Object.values(OWN_WORDS)]);
const MAY_TELL = Object.keys(OWN_WORDS).map((name, i) => [name, VALUES.length + i] as const);

type Told = Record<string, string | number | boolean>;

/** Asked twice of one message, by who remembers it and by who looks for what it is about. */
const LAST_READ = 2;

/** Each fact that the message tells, with its value. */
export const toldFacts: (text: string) => Readonly<Told> = remembering(LAST_READ, (text) => {
  const folded = plainOf(text).replace(/['’]/g, ' ').replace(TWICE, '$1');
  const may = candidates(folded);
  const told = valuesTold(folded, may);
  const own = new Set(MAY_TELL.filter(([, place]) => may.includes(place)).map(([name]) => name));
  if (own.size > 0) tellInOwnWords(told, folded, own);
  if (own.has('paid') && PAID.test(folded) && MEANS.test(folded) && DAY.test(folded)) told['payment.receipt'] = text.slice(0, LONGEST).trim();
  return told;
});

/** Figures and names, as they were said. */
const tellInOwnWords = (told: Told, folded: string, own: ReadonlySet<string>): void => {
  const speed = own.has('speed') ? Number(SPEED.exec(folded)?.[1]) : 0;
  if (speed > 0) told['speed.measured'] = speed;
  // Who measured by cable has told that it is no single device and no site.
  if (speed > 0 && told['slow.wired'] === true) told['slow.scope'] ??= 'all';
  const site = own.has('site') ? SITE.exec(folded)?.[0] : undefined;
  if (site !== undefined) told['site.name'] = site;
  const port = own.has('port') ? Number(PORT.exec(folded)?.[1]) : 0;
  if (port > 0 && port < 65_536) told['port.number'] = port;
};

const LONGEST = 200;

/** What a message is about that tells such things and names nothing else. */
const ABOUT: Readonly<Record<string, Intent>> = {
  'home.danger': 'no_internet', 'lights.seen': 'no_internet', 'home.fibre': 'no_internet', 'drops.pattern': 'intermittent', 'tv.symptom': 'tv',
  'voice.symptom': 'telephone', 'mobile.scope': 'mobile_data', 'wifi.symptom': 'wifi_coverage', 'wifi.key_need': 'wifi_password', 'site.evidence': 'site_or_dns',
};
/** Said in passing, in a story of other things: «mi mamá no tiene internet, ella es la titular». */
export const saysNoInternet = (text: string): boolean => NO_INTERNET.test(plainOf(text));
const NO_INTERNET = /\b(?:no (?:tengo|tiene|tenemos|tienen|hay|me llega|le llega|les llega)|sin|se (?:me |le |nos )?(?:fue|cayo)) (?:el |la |nada de )?(?:internet|wifi)\b|\b(?:no internet|without internet|internet is (?:down|out|dead))\b/;
const RADIO = /\bt[34]\b.{0,20}\bt[34]\b|\bdbmv\b|\buncorrect\w+\b/;

export const intentTold = (text: string): Intent | undefined => {
  const told = toldFacts(text);
  const [fact] = Object.keys(told).filter((name) => ABOUT[name] !== undefined);
  if (fact === undefined && told['slow.scope'] === 'calls') return 'slow_internet';
  return (fact === undefined ? undefined : ABOUT[fact]) ?? (RADIO.test(plainOf(text)) ? 'intermittent' : undefined);
};

/** What such words tell belongs to the case they were told in. */
export const TOLD_FACTS: ReadonlySet<string> = new Set([...TELLINGS.map(({ fact }) => fact), 'site.name', 'speed.measured', 'port.number', 'payment.receipt', 'visit.reason']);

/** The tellings by the values that were found of them. */
const valuesTold = (folded: string, may: readonly number[]): Told => {
  const found = new Map<Telling, string[]>();
  for (const place of may) {
    const looked = VALUES[place];
    if (looked?.words.test(folded) === true) found.set(looked.telling, [...(found.get(looked.telling) ?? []), looked.value]);
  }
  const told: Told = {};
  for (const [{ fact, about, not, first }, [value, ...more]] of found) {
    const isClear = more.length === 0 || first === true;
    if (value === undefined || !isClear || (about && !about.test(folded)) || not?.test(folded)) continue;
    told[fact] = YES_NO[value] ?? value;
  }
  return told;
};
