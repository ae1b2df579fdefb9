import { z } from "zod";
import { qualitySchema } from "#app/features/releases/quality-report.ts";
import { idSchema, type Operation, pageQuerySchema, pageSchema, weiSchema } from "#app/lib/http.ts";

export const releaseStates = ["building", "ready", "failed"] as const;
export const failureCodes = ["nothing-decided", "build-broke"] as const;
export type FailureCode = (typeof failureCodes)[number];

export const countsSchema = z.record(z.string(), z.number().int().nonnegative());

export const releaseSchema = z.object({
  id: idSchema,
  campaign: z.object({ id: idSchema, title: z.string() }),
  requester: z.string(),
  version: z.number().int(),
  state: z.enum(releaseStates),
  failure: z.enum(failureCodes).nullable(),
  licence: z.string(),
  priceWei: weiSchema,
  /** rows by config */
  counts: countsSchema,
  quality: qualitySchema.nullable(),
  createdAt: z.iso.datetime(),
  readyAt: z.iso.datetime().nullable(),
});
export type ReleaseView = z.infer<typeof releaseSchema>;

export const releaseFileSchema = z.object({
  path: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  rows: z.number().int().nullable(),
});
export type ReleaseFileView = z.infer<typeof releaseFileSchema>;

export const releasesQuerySchema = pageQuerySchema.extend({ campaignId: idSchema.optional() });

const noBody = z.strictObject({});
export const createReleaseSchema = noBody;

export const operations: Array<Operation> = [
  {
    method: "get",
    path: "/api/v1/releases",
    summary: "Releases, newest first; those that are not ready yet are shown to their requester only",
    query: releasesQuerySchema,
    response: pageSchema(releaseSchema),
    signIn: false,
    errors: ["invalid-request"],
  },
  {
    method: "get",
    path: "/api/v1/releases/{id}",
    summary: "One release: price, licence, counts and quality report",
    response: releaseSchema,
    signIn: false,
    errors: ["not-found"],
  },
  {
    method: "post",
    path: "/api/v1/campaigns/{id}/releases",
    summary: "The requester's: cut a release from the tasks that are closed now. It is built in the background",
    request: createReleaseSchema,
    response: releaseSchema,
    status: 201,
    signIn: true,
    errors: ["sign-in-required", "origin-mismatch", "not-found", "nothing-decided"],
  },
  {
    method: "get",
    path: "/api/v1/releases/{id}/files",
    summary: "The files of a release with their sizes, digests and rows",
    response: z.object({ items: z.array(releaseFileSchema) }),
    signIn: false,
    errors: ["not-found"],
  },
  {
    method: "get",
    path: "/api/v1/releases/{id}/files/{path}",
    summary: "One file. It never changes; ranges are supported",
    signIn: false,
    errors: ["not-found", "range-not-satisfiable"],
  },
];
