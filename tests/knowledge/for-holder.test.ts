/** Who writes for somebody else, and who only speaks of her family. */
import { saysForHolder } from '../../knowledge/for-holder';

test.each([
  'soy la hija de la titular, no tiene internet', 'Buenas, escribo por mi mamá que no sabe de esto', 'le escribo de parte de doña Rosa', 'no soy el titular pero vivo ahí',
  'la titular es mi esposa', 'el servicio está a nombre de mi papá', 'hablo en nombre de mi abuelita', 'yo no soy la dueña del contrato', 'el internet está a nombre de otra persona',
  "I'm writing on behalf of my mother", 'I am not the account holder', "The account is in my husband's name",
])('"%s" is for somebody else', (text) => expect(saysForHolder(text)).toBe(true));

test.each(['soy el titular', 'yo soy la dueña de la línea', 'está a mi nombre', 'I am the account holder'])('"%s" is for herself', (text) => expect(saysForHolder(text)).toBe(false));

test.each([
  'escribo por mi internet que no sirve', 'pregunto por la factura', 'mi mamá dice que no hay señal en la sala', 'vivo con mi esposo y el wifi no llega', 'hablo por el celular y se corta',
  'llamo por una falla', 'my son plays online and it lags', 'hola', '',
])('"%s" tells nothing of it', (text) => expect(saysForHolder(text)).toBeUndefined());
