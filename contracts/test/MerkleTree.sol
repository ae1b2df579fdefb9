// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @title A tree for the tests: the pairs of each level are hashed in order, an odd last node moves up as it is
/// @dev Its roots differ from the standard tree's for most sizes, which a proof does not notice: `Vectors.t.sol` holds those.
library MerkleTree {
    function leafOf(address account, uint256 cumulative) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(account, cumulative))));
    }

    function leavesOf(address[] memory accounts, uint256[] memory cumulatives)
        internal
        pure
        returns (bytes32[] memory leaves)
    {
        leaves = new bytes32[](accounts.length);
        for (uint256 i = 0; i < accounts.length; i++) {
            leaves[i] = leafOf(accounts[i], cumulatives[i]);
        }
    }

    function rootOf(bytes32[] memory level) internal pure returns (bytes32) {
        while (level.length > 1) level = _above(level);
        return level[0];
    }

    function proofOf(bytes32[] memory level, uint256 index) internal pure returns (bytes32[] memory proof) {
        bytes32[] memory found = new bytes32[](32);
        uint256 length = 0;
        while (level.length > 1) {
            uint256 sibling = index ^ 1;
            if (sibling < level.length) found[length++] = level[sibling];
            level = _above(level);
            index /= 2;
        }
        proof = new bytes32[](length);
        for (uint256 i = 0; i < length; i++) {
            proof[i] = found[i];
        }
    }

    function _above(bytes32[] memory level) private pure returns (bytes32[] memory above) {
        above = new bytes32[]((level.length + 1) / 2);
        for (uint256 i = 0; i < above.length; i++) {
            bool paired = 2 * i + 1 < level.length;
            above[i] = paired ? Hashes.commutativeKeccak256(level[2 * i], level[2 * i + 1]) : level[2 * i];
        }
    }
}
