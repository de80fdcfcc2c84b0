/**
 * The words that texts and states of this product use most, and the marks between the words of JSON; the first
 * ones get the shortest codes. Data, made from the flows, the phrases and names of the state.
 * APPEND ONLY: a word's place is its code in everything stored.
 */
export const WORDS: readonly string[] = `
":" "," ":{" "}," ":[{" "],[" ":[[" "]]," "}]," "]," ":[ "}} "}] "]] que los una por con para está the you del las
",[[" ,[" ],[" "]} }]," }," ,{" "}], "}}," ":[] ":{} },{" ,[[" "],[ intermediate outage advanced about visit service
internet ticket servicio equipment restart light unknown basic line power options session neighbours already suspended
customer account text code exits registering down persona person missing equipo expects escríbame type lights fibre
not ask say when corriente minutos your request aparato technician again minutes help state number since without cable
network fact lost recheck técnico value update anonymous visita identified that anything tries fibra momento
compensation fails slots desde services solicitud will done número señal performed need write open active case silence
fresh and equals check factura leave todavía exit aquí cause today offline decide needed tiene assumed waiting still
restarted reconnect schema window seguimos falla human llega online document answer language clarifying frustrated
balance candidate returning caso compensated choice booked last sector remote blocked tickets bien servicios reinicio
with offering choosing works línea abierto mensaje sesión cannot told notice stands outlet known blinking yes invoice
este have end else from responde caída identify problema disagree necesita signal Internet guided channelData código
directory revisamos reiniciar conectado another min most next uptime near assume moment action typed question
understood time más cuenta levelAsked something green fault back turns nothing casa quedó sent name Próxima noticia
message dying disabled usted nada escribo Entonces parpadea damaged router guardado The here does after level otra
ESPERA sin gasp threshold tiempo subscribe vuelve inside delgadito settle repeat Cuéntame Cuénteme address
unprovisioned traffic problem sweep fine there verified house repeated visits weak left same solved other taken found
changed Número última vecinos equipos cédula nuestro reporte conversation customers all home suspendido estimada
necesito igual también failed sigue están computador There socket restarting resolver entendí result outcomes whatsapp
for find which offer match payment phone topic deliver flow conversación Qué wait these pendiente solución mismo hasta
datos nuevo tengo Solución encendida televisor encendido adaptador registrar conexión cualquier answering could
Estimated reporting connected humanKeptAlready remind enviar podemos Gracias HUMANO kind gpon cuándo afecta qué nombre
asesor working caído luz goes cuando repetir óptico ranging celular página escriba itself neighbouring laterTopic
soporte hablado Actualizamos heardAt choices entries pending release desconectado count now list this what bill idle
title defaults look horarios cerca opened facts one exact luces arrancó chosen cuál together send contrato verify sort
possible hacer LOS mientras llegando prendida pared Cómo needs conectar unreachable todo before connects reaching
nothingPending Hola typing televisión funcionando apartamento aplicación contraseña red any ONT data dbm would
greetingAgain asked revise pick otro Quedó registrado verificado hace confirmada apenas quién true technology débil
Varios around solo llegó llegar paid vuelva subscribed Escríbame unos volver boot conéctelo wifi kept Please device
everything hablar escríbeme arrancamos intentando estábamos detail source system seleccione dirección intents anotado
antes agendar none alguien Listo corte admin óptica misma healthy escribe titular wrong expired Sigamos ayudo puedo
recibir RESUELTO call pagar acuerdo revisar cómo corrige conecta donde apagada verde dígame loose reset hicimos right
know through comes attached adapter comma wants perform restored timer see book así hay escribió telephone status sabe
declarada Para encontré choose preguntas oficiales pasa acometida Encendió multitoma PON off Something like has
questions come connector prefieres necesitas whatFails conectada reinicié cuénteme funcionó sirviendo problemas
documento teléfono velocidad reportado entendido eta humanFailed Televisión unavailable slot into contact cliente can
cerrado settled volvió start steps Está algo Cuál Queda sirve hora llamen acuerden agenda VISITA logré queda dónde
entre habla money saldo reciente recent Hay Causa causa short below darkness quedaron tratando pero recently arrancar
parte arriba Puede minuto ahora later tarjetas pagué estoy Cuando llamar actualización tenga noted cambia entonces
energía debajo alguna POWER Revise Prendió toma lado gate blanco conector medida Reinicio Démosle registrándose navega
bueno takes just holder What arrive official channels repair box replaced blinks esta potencia Television agoMinutes
palabras hemos buena procesar Conservo prefiere estaba stack limit false label nosotros después prendido reinicie
responda funciona técnica facturas resuelto mensajes enviamos recibió entiendo pantalla key who vez verificación
mantenimiento pay distribución alimentación investigating place where humanKept Teléfono saved cancelled Tampoco
Cliente facturación zona are caídos several pago certain muestra weakest sistema only canales chat paso dejamos dead
arregla ahí arrange systems details passing affects area Several Simultaneous distribution changes Then then optical
please reaches connect step mode contado abierta thanks gracias señora ustedes mañana siempre apagado enchufe apagué
prendí revisé intente sirvió rápido llamada quería tenemos podría primero segunda segundo cambiar navegar new escribir
abrir tarde enmascarado puede Tecnología Desde while tecnología fue registrarse daño nunca reconexión automática falta
sobre simultáneo aviso ayuda Registramos negro veces respóndame todos favor reiniciarlo Reinícielo tarda own
reinícielo saber Dejé texts Which times Could Cause yours strip Landline agoHours horas días greeting askLevel
tomorrow esto Dejo libres Esta encontrado mobile Dirección programada Franja disponible Hace registrada puerto varios
conditions verificada prueba fell habilitado ese cortas parece dejo report Quiere metido Conéctelo normal mire
Desconecte desconecta conectarse abre conéctela propio ping google been they Your either give Let more Next reason
thin television firmly wall steady should rather Unplug themselves trying connection Does looked thresholds unit
reiniciado Tell medias explicarte pude sigo razón siento falló explicarle terminemos beyond string places held null
porque señor semana buenas buenos Buenas Buenos Señor módem cables apague prenda espere espero pruebe fallas ayudar
correo recibo barrio ciudad agente envié quiero quiere verdad siguen cambio cargar atrás cuarto offered cop estamos
letters checked agent agoDays Celular event levelIntermediate reenter timeout outages contactan Documento verificar
publicada confirmed novedades compensar revisión available perdieron dato Por seguridad consultar pediremos reconecte
descuenta Revisemos cut habilitar comercial Reiniciar encendió Pruébelo esperemos cambiarlo pequeñas encuentra
patchcord Apáguelo préndalo Responden happening Confirmed tell registers sometimes furniture resetting corrected
repeating Technical Meanwhile revisando repairing evitarle espera Todo Algo Prefiere estar disculpe Entiendo guardada
contacto Cuántos Servicio hfc buscando news operador decidió anterior hoy acordada escogió dijo como Potencia was
recorded tráfico Este compensa sus coincide llegaron hablamos códigos logro clientes Con toda completa aparecen entra
mover probable próxima dejar CORTE Aquí Perfecto Dying registra Tiene esté tensión funcione lámpara enciende dice cada
roja amarillo dobleces punta debe cerradas pérdida segundos preocupe Acabo mirar resuelve enviarlo siga Thank those
Would That agree calendar This thing contract take security You entitled Once Write whenever until Shall well looks
very sweeping work instance although small thinnest broken replaces register computer responds straight stays properly
cuántos Hilo Mobile Hello checking gusto ayude tendrás cosa grano quitarte pasar guía contaste fallando Mientras
quitarle Seguimos joined failsTelephone returned closed messages stale world plant first todas vamos allá noche sólo
otras otros nadie mucho mucha mejor claro listo Claro modem miré elija lento lenta pesos valor megas decir nueva redes
clave carga negra lejos punto did levelAdvanced failsInternet notUnderstood Agendar decirlo note horario visitas
acordar Código escoger último billing antigua looking earlier recién Franjas Sesión cuánto Cuándo Vecinos certeza muy
cayeron many venció mínimo derecho pediré suyo Escribe aparece Eso vecinas además regleta ejemplo Apagada pon delgado
puntica tocarlo Doblado puestos limpios adjunta Déjelo hacerlo vuelven Óptica Directo CLIENTE detrás pruebas intento
Booking granted telling booking Knowing protect get sending returns writing enabled correct devices besides improve
usually voltage Another carries stretch reading spotted started seconds measure Optical leaving pausing trabaja
support welcome between explain failing process updated contigo Quieres estabas básico tendrá íbamos unclear resumed
slow least Falla why don codes failsMobile solucionado email thank hello hours cierto Ese acaban sirven envió Nombre
Estado date toca rato haya soon review franja agreed supuso seen recibe avisó dark revisa firmó cuidar cifras tardar
envío unas pido ubique eso varias Apunta quiera cuento Parece mejora cajita pegado puerta faltó suelta barrer mueble
probó aunque Busque Las letras son activa fija Otra verdes láser clic curvas Estaba suelto pierde puesto cuente Pudo
others vuelvo Línea Pruebe EQUIPO Olvide enlace DHCP probar alegra fallar Esto repita Before things signed minute
latest With card asking move likely nearby points drop Very When weakly little Did logged moving How All yellow seated
clicks plug Were able good Forget behind figure page basics myself couldn keep were deje Tienes Sigues seguir contó
levelBasic failsOther resume trabajando node miércoles septiembre digits custom monitoring web hizo hice ayer poco
peor dale vale hola WiFi rojo diga cita plan debo aún sala too but how requested meanwhile recibimos esperamos
Wednesday noviembre diciembre September resources complaint max Antes hecho lista cosas estos mayor tomar Los Saldo
under cayó Una acaba Saber ver acabo corto ellos voy desea Voy sea pedir ser casas avise Usted unida Vemos rango Suele
resto Todas miedo mueva tramo visto solas medir pasen quedo trata afán pueda pausa spare suits adult hour sorry digit
our shown never homes port going Noted seems mains shows range its black Try tried white laser Check click tight bends
touch patch clean
disputed refresh filed bridge change attachments coverage roaming incident public promise reconnection clear symptom
flaps glad search programado reconnected firmware Dejarla respuesta channel settles decodificador recibirla Cambiarla
cancellation outside control profile preflight noise provisioning divisor claim calls drops turn sites permanence
voice watch searching Solo cancel shared barred settings reported prende cameras splitter unsure moved coax higher
better prendió callback limits declinedOutage link cambiarla reload scope porting overdue restore commercial unchanged
etiqueta filing measured strangers levels tree Quiero pasarle speed Sigue file PAGO maintenance expectation applied
package visible sound forgot bypass Cancelarla navego appeal reposición desconecté radicamos COMERCIAL tampoco renew
radio business incoming coaxial consent registered missed picture suspectedAt privacyTold quota ahead words Llamadas
petición password firme explained reconozco Revisarlo caídas mbps diverted starting confirm direct receipt sticker
toldOutage remeasured elsewhere retiro amount bands escoja Pagar interesa flojo Resuelve denegado recuerdo Cambiar
ubiquen robaron recurso terminar unseen came urgent switch radicada pública conocida route busy planned toggles
factory withdraw separate priority dialling game refused credit week fuera faster forget nights Recibir avíseme
Acordar cuenten quiet glossary deferred passages cambié mejoró radicar ports ruido canal compare transit opción block
agrees cell errors hold roto quien Tengo sitio botón fila load noticed soothed ratedAt Espero Fallan Acceso acceso
negado entran Faltan Sonido sonido acepta reach local tuerca site enable waiver reboot filter silent copper queja
fecha costo model waits part sure reopen replay intent errand Quité Abrir llamo Estoy Hundí Igual pongo rest ratos
llama Otro judge tono terms given ready shock
`.trim().split(/\s+/);
