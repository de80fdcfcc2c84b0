/** Words that say nothing about the matter, as they stand after folding: grammar, courtesy, and how a question is put. */
import type { Language } from '../language';

const es = `tardes noches manana pregunta preguntas preguntar pregunto duda dudas a al algo alguien ahora ahorita ante antes aqui ahi alla asi aun aunque bien buen buena buenas bueno buenos cada casi como con cual cuales cuando
cuanta cuantas cuanto cuantos de del desde dia noche tarde dias donde dos e el ella ellos en entonces era es esa ese eso esos esas esta estas este esto estos
estan estar estoy estamos fue gracias ha hacer haga hago han hasta hay he hice hola hoy igual ir voy vamos va van la las le les lo los mas me mi mis mia mio mismo
mucho muy nada ni no nos nosotros o otra otro otros para parce pero poco por porque posible favor puede puedo pueden podria pues que quien se sea ser senor senora
senorita si sin sobre solo son soy su sus sumerce tal tambien tan tanto te tener tengo tenga tiene tienen tenemos toca tocar todo toda todos todas tu un una uno unos unas usar uso
usted ustedes vecino veci y ya yo quiero quisiera necesito necesita saber sabe sabia digame diga diganme explique expliqueme ayuda ayudeme ayuden ayudar cuente dice decir
dicen quiere significa sirve servir hacen pasa paso pasar debe debo deber dar da den doy poder pudo ver mirar miro vez veces cosa cosas tipo manera forma ustedes`;
const en = `question questions a about after again all am an and any are as at be because been but by can cant could d did do does doesn doing don for from get got had has have he hello
help hey hi her him his how i if im in into is isn it its just know let like ll m me mean means more most much my need no not of off on one only or our out please re really s
say says she should so some someone somebody something t tell than thank thanks that the their them then there these they thing this those to too up us use ve very want was way we
well were what when where which who why will with would you your`;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const STOP_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = { es: setOf(es), en: setOf(en) };
