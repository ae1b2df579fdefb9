import { z } from "zod";
import { roles } from "#app/features/auth/role.ts";
import { signInRefusals } from "#app/features/auth/sign-in-refusals.ts";
import { addressSchema, type Operation } from "#app/lib/http.ts";

export const nonceSchema = z.object({
  nonce: z.string(),
  domain: z.string(),
  uri: z.string(),
  chainId: z.number().int(),
  statement: z.string(),
  expiresAt: z.iso.datetime(),
});

export const verifySchema = z.strictObject({
  message: z.string().min(1).max(4_096),
  signature: z.string().regex(/^0x([0-9a-fA-F]{2}){1,8192}$/),
});

export const signedInSchema = z.object({ address: addressSchema, expiresAt: z.iso.datetime() });

export const operations: Array<Operation> = [
  {
    method: "get",
    path: "/api/v1/auth/nonce",
    summary: "What to put into a sign-in message (EIP-4361); sets the cookie that the nonce is bound to.",
    response: nonceSchema,
    signIn: false,
    errors: ["rate-limited", "chain-not-ready"],
  },
  {
    method: "post",
    path: "/api/v1/auth/verify",
    summary: "Signs in with a signed message. The session ends when the message expires.",
    request: verifySchema,
    response: signedInSchema,
    signIn: false,
    errors: [...signInRefusals, "rate-limited", "origin-mismatch"],
  },
  {
    method: "get",
    path: "/api/v1/auth/session",
    summary: "Who is signed in.",
    response: signedInSchema.extend({ roles: z.array(z.enum(roles)) }),
    signIn: true,
  },
  {
    method: "post",
    path: "/api/v1/auth/logout",
    summary: "Ends the session on the server.",
    status: 204,
    signIn: false,
    errors: ["origin-mismatch"],
  },
];
