// The public interface as OpenAPI 3.1, made of the very schemas that parse its requests.
import { z } from "zod";
import type { Operation } from "#app/lib/http.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() }),
});

/** @returns an OpenAPI 3.1 document; two operations of one path stand under it together */
export function openApiDocument(operations: ReadonlyArray<Operation>, version: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Praça",
      version,
      description: "Money is a decimal string of wei, times are ISO 8601 UTC, errors carry a stable code.",
    },
    paths,
    components: {
      schemas: { Error: jsonSchema(errorSchema, "output") },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "__Host-praca" } },
    },
  };
}

function operationObject(operation: Operation) {
  const { summary, request, response, signIn, errors = [] } = operation;
  const codes = [...(signIn ? ["sign-in-required"] : []), ...(request ? ["invalid-request"] : []), ...errors];
  const error = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
  return {
    summary,
    ...(signIn ? { security: [{ session: [] }] } : {}),
    parameters: [...pathParameters(operation.path), ...queryParameters(operation.query)],
    ...(request ? { requestBody: { required: true, content: json(request, "input") } } : {}),
    responses: {
      [operation.status ?? 200]: { description: "Done.", ...(response ? { content: json(response, "output") } : {}) },
      default: { description: codes.length > 0 ? `Refused: ${codes.join(", ")}.` : "Refused.", content: error },
    },
  };
}

function pathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query?: z.ZodType) {
  const { properties = {}, required = [] } = query ? jsonSchema(query, "input") : {};
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function json(schema: z.ZodType, io: "input" | "output") {
  return { "application/json": { schema: jsonSchema(schema, io) } };
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
