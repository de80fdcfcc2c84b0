/** JSON schemas of the types in the pages' contracts, read by the compiler: the document of the API cannot drift from them. */
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from './sources';

export type Schema = Readonly<Record<string, unknown>>;

const FILES = ['contracts', 'desk-contracts', 'flow-contracts', 'words-contracts', 'understanding-contracts', 'message-contracts', 'backlog-contracts', 'webhook-contracts'].map((name) => `bot/web/${name}.ts`).map((file) => path.join(ROOT, file));

const contractSchemas = (): Readonly<Record<string, Schema>> => {
  const program = ts.createProgram(FILES, { strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: ts.ScriptTarget.ES2022, skipLibCheck: true, types: [] });
  const checker = program.getTypeChecker();
  const named = new Map<ts.Symbol, string>();
  for (const file of FILES) {
    const source = program.getSourceFile(file);
    source?.forEachChild((node) => {
      if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) return;
      const symbol = checker.getSymbolAtLocation(node.name);
      if (symbol) named.set(symbol, node.name.text);
    });
  }
  const of = (type: ts.Type, top: boolean): Schema => {
    const name = named.get(type.aliasSymbol ?? type.symbol);
    if (name !== undefined && !top) return { $ref: `#/components/schemas/${name}` };
    if (type.isUnion()) return union(type);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (checker.isArrayType(type)) return { type: 'array', items: of(checker.getTypeArguments(type as ts.TypeReference)[0] ?? type, false) };
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return object(type);
    return {};
  };
  const union = (type: ts.UnionType): Schema => {
    const parts = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined));
    if (parts.every((part) => part.isStringLiteral())) return { type: 'string', enum: parts.map((part) => (part as ts.StringLiteralType).value) };
    if (parts.length === 2 && parts.every((part) => part.flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean' };
    const [only, ...others] = parts.map((part) => of(part, false));
    return others.length === 0 ? (only ?? {}) : { anyOf: [only, ...others] };
  };
  const object = (type: ts.Type): Schema => {
    const fields = checker.getPropertiesOfType(type);
    const rest = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const required = fields.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    return {
      type: 'object',
      ...(fields.length > 0 && { properties: Object.fromEntries(fields.map((field) => [field.name, of(checker.getTypeOfSymbol(field), false)])) }),
      ...(required.length > 0 && { required }),
      ...(rest && { additionalProperties: of(rest, false) }),
    };
  };
  return Object.fromEntries([...named].map(([symbol, name]) => [name, of(checker.getDeclaredTypeOfSymbol(symbol), true)]).sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)) as [string, Schema][]);
};

/** The file that the server carries. */
export const schemaFile = (): string =>
  [
    '/** Made from the contracts of the pages by `UPDATE_DOCS=1 npx jest tests/bot/openapi`; a test holds it to them. */',
    'export const CONTRACT_SCHEMAS: Readonly<Record<string, object>> = {',
    ...Object.entries(contractSchemas()).map(([name, schema]) => `  ${name}: ${JSON.stringify(schema)},`),
    '};',
    '',
  ].join('\n');
