/** The page that explains the language of the flows is made from its schema: it never tells of another one. */
import { isCurrent } from '../../../bot/cli/flows-docs';

test('the reference of the flow language is what the schema says; `npm run flows:docs` writes it anew', () => {
  expect(isCurrent()).toBe(true);
});
