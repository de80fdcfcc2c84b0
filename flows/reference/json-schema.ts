/** The schema of the language as JSON Schema, with its words explained: what an editor completes and shows from. */
import { z } from 'zod';
import { CONDITION_SCHEMAS, flowSchema, glossarySchema, STEP_SCHEMAS, textsSchema, thresholdsSchema } from '../schema';
import { testsSchema } from '../testing/schema';
import { FIELD_MEANINGS } from './meanings';

/** As much of JSON Schema as the language uses. */
export interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Shape;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

const shapeOf = (schema: z.ZodType): Shape => explained(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape);

const explained = (shape: Shape): Shape => ({
  ...shape,
  ...(shape.properties && { properties: Object.fromEntries(Object.entries(shape.properties).map(([name, inner]) => [name, withMeaning(name, explained(inner))])) }),
  ...(typeof shape.additionalProperties === 'object' && { additionalProperties: explained(shape.additionalProperties) }),
  ...(shape.items && { items: explained(shape.items) }),
  ...(shape.anyOf && { anyOf: shape.anyOf.map(explained) }),
});

const withMeaning = (name: string, shape: Shape): Shape => {
  const meaning = Object.hasOwn(FIELD_MEANINGS, name) ? FIELD_MEANINGS[name] : undefined;
  return meaning === undefined ? shape : { ...shape, description: meaning.es };
};

const shapesOf = <K extends string>(schemas: Readonly<Record<K, z.ZodType>>): Readonly<Record<K, Shape>> =>
  Object.fromEntries(Object.entries<z.ZodType>(schemas).map(([kind, schema]) => [kind, shapeOf(schema)])) as Record<K, Shape>;

/** By kind of step. */
export const stepShapes = () => shapesOf(STEP_SCHEMAS);
/** By kind of condition. */
export const conditionShapes = () => shapesOf(CONDITION_SCHEMAS);

/** A flow file, its steps one of the kinds. */
export const flowShape = (): Shape => withParts(shapeOf(flowSchema), 'steps', Object.values(stepShapes()));
export const glossaryShape = (): Shape => withParts(shapeOf(glossarySchema), 'conditions', Object.values(conditionShapes()));
export const textsShape = (): Shape => shapeOf(textsSchema);
export const thresholdsShape = (): Shape => shapeOf(thresholdsSchema);
export const testsShape = (): Shape => shapeOf(testsSchema);

const withParts = (shape: Shape, section: string, kinds: readonly Shape[]): Shape => {
  const inner = shape.properties?.[section] ?? {};
  return { ...shape, properties: { ...shape.properties, [section]: { ...inner, additionalProperties: { oneOf: kinds } } } };
};
