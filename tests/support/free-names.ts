/**
 * What a file takes from the world without importing it, read from its syntax and not from its letters: `Math.random`,
 * `new Date()`, `fetch()`. A text in which such a word stands is none, and neither is a property of that name.
 */
import ts from 'typescript';
import type { Source } from './sources';

const parsed = ({ file, text }: Pick<Source, 'file' | 'text'>): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

/** Every node below, parents first; what stands below one that `into` refuses is left out. */
const nodesIn = (from: ts.Node, into: (node: ts.Node) => boolean = () => true): readonly ts.Node[] => {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (!into(node)) return;
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(from);
  return found;
};

/** As they are used: with the member that is read, and with what a constructor is given (`…`) or not. Waiting is named as its words. */
export const freeNames = (source: Pick<Source, 'file' | 'text'>): readonly string[] => {
  const values = nodesIn(parsed(source), (node) => !isOfTypes(node));
  const own = new Set(values.filter(isDeclaring).map(({ name }) => name.text));
  const names = values.filter(ts.isIdentifier).filter((node) => isValue(node) && !own.has(node.text)).map(asUsed);
  const waiting = values.filter(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword || kind === ts.SyntaxKind.AwaitExpression || kind === ts.SyntaxKind.AwaitKeyword);
  const late = values.filter(({ kind }) => kind === ts.SyntaxKind.ImportKeyword).map(() => 'import()');
  return [...names, ...waiting.map(() => 'await'), ...late];
};

/** Where the type that takes everything is written. */
export const anyTypes = (source: Pick<Source, 'file' | 'text'>): number =>
  nodesIn(parsed(source)).filter(({ kind }) => kind === ts.SyntaxKind.AnyKeyword).length;

const isOfTypes = (node: ts.Node): boolean =>
  (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
  || ts.isTypeParameterDeclaration(node);

type Declaring = ts.Node & { readonly name: ts.Identifier };

const isDeclaring = (node: ts.Node): node is Declaring =>
  (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node) || ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)
    || ts.isClassDeclaration(node) || ts.isImportSpecifier(node) || ts.isImportClause(node) || ts.isNamespaceImport(node))
  && node.name !== undefined && ts.isIdentifier(node.name);

/** Neither the name of a property nor one that is passed on by an import or export. */
const isValue = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  const isMember = ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isAccessor(parent);
  return !(isMember && parent.name === node);
};

const asUsed = (node: ts.Identifier): string => {
  const { parent, text } = node;
  if (ts.isPropertyAccessExpression(parent)) return `${text}.${parent.name.text}`;
  if (ts.isNewExpression(parent) && parent.expression === node) return `new ${text}(${parent.arguments?.length ? '…' : ''})`;
  return ts.isCallExpression(parent) && parent.expression === node ? `${text}()` : text;
};
