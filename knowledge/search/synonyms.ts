/**
 * Words that customers and articles use for the same thing, as data: each line becomes its first word. Only true
 * equals stand here; «módem» and «router» are no equals, though people mix them: an article's keywords say so.
 */
import type { Language } from '../language';

const es = `clave contrasena password contrasenia passwor pasword contra
factura recibo
luz lucecita luces bombillo bombillito led lucesita foquito foco indicador
parpadear titilar parpadeando titila titilando intermitente alumbrar
television tv tele televisor tevision pantalla
celular movil telefonito
operador compania proveedor empresa
asesor persona humano agente funcionario
mudanza trasteo trastear mudarse traslado trasladar mudar
robo hurto robaron robado robada roban robando robar ladrones
queja reclamo reclamar reclamacion quejarme quejar inconformidad
compensacion descuento descontar descuentan descuenten compensar indemnizacion reembolso
caja cajita cajon
simcard sim sincar simcar chip
multa penalidad penalizacion sancion
retiro retirarme retirar retirarse cancelacion cancelar cancelo terminar terminacion
reiniciar reinicio reinicie resetear resetiar
reset restablecer fabrica
emparejar sincronizar programar vincular
viajar viaje viajo exterior extranjero
tecnico instalador
mega megas mbps megabit megabits mb
precio costo cuesta vale valor
repetidor extensor amplificador mesh
demora demorar tarda tardar demoran
bloquear bloqueo bloquea
hijo hija nino nina nene menor
control mando
cuarto pieza habitacion alcoba
senal rayas rayitas barras
mascota perro gato raton
gigas gb gigabytes
vacaciones vacacion
pagar consignar abonar
reconexion reconectar reactivar
contestador contestadora
electricidad energia apagon
`;
const en = `password key pasword passcode
bill invoice
light led lights
blink flash flashing blinking
television tv telly
phone cellphone mobile smartphone
carrier operator provider company
agent person human representative rep
move moving relocate relocating apartment
steal stolen theft robbed stole
complaint complain claim complaints
compensation refund discount refunded credit reimbursed
abroad overseas travel roaming
technician installer
restart reboot
reset factory
pair sync
penalty fine
cancel terminate end quit cancellation
megabit mbps mb meg
cost price charge fee
reconnect reconnection reactivate restore
extender repeater mesh booster
block restrict
child kid children kids son daughter
remote clicker
room bedroom
signal bars
pet dog cat mouse
gigabyte gig gigs gb
power electricity
`;

/** A line is a group; its words are folded, one form of each is enough, since stems are compared. */
export const SYNONYMS: Readonly<Record<Language, string>> = { es, en };
