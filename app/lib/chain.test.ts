import { TypedDataEncoder } from "ethers";
import { expect, test } from "vitest";
import { campaignKeyOf, chainDomain, claimTypes, permitTypes, tokenDomain, verdictTypes } from "./chain.ts";

test("what people sign has the types of the public interface", () => {
  expect(TypedDataEncoder.from(verdictTypes).encodeType("Verdict")).toBe(
    "Verdict(bytes32 auditId,uint8 verdict,bytes32 reasonDigest)",
  );
  expect(TypedDataEncoder.from(claimTypes).encodeType("Claim")).toBe(
    "Claim(address account,address payee,uint256 cumulative,uint256 deadline)",
  );
  expect(TypedDataEncoder.from(permitTypes).encodeType("Permit")).toBe(
    "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)",
  );
});

test("a signature for one chain or contract is none for another", () => {
  const domains = [
    chainDomain(1, `0x${"11".repeat(20)}`),
    chainDomain(2, `0x${"11".repeat(20)}`),
    chainDomain(1, `0x${"22".repeat(20)}`),
    tokenDomain(1, `0x${"11".repeat(20)}`),
  ];
  expect(new Set(domains.map((domain) => TypedDataEncoder.hashDomain(domain))).size).toBe(4);
});

test("a campaign's key is keccak256 of its id in UTF-8", () => {
  expect(campaignKeyOf("")).toBe("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  expect(campaignKeyOf("abc")).toBe("0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
});
