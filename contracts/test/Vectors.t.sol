// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DistributorTest} from "./DistributorTest.sol";
import {vm} from "./Vm.sol";

/// @title The contract pays by the trees that OpenZeppelin's JavaScript makes, leaf by leaf
contract VectorsTest is DistributorTest {
    function testTreesOfOneToEightLeavesArePaid() public {
        _paysEveryLeaf("1", 1);
        _paysEveryLeaf("2", 2);
        _paysEveryLeaf("3", 3);
        _paysEveryLeaf("4", 4);
        _paysEveryLeaf("5", 5);
        _paysEveryLeaf("7", 7);
        _paysEveryLeaf("8", 8);
    }

    function testATreeOf33LeavesIsPaid() public {
        _paysEveryLeaf("33", 33);
    }

    function _paysEveryLeaf(string memory name, uint256 size) private {
        setUp();
        string memory path = string.concat(vm.projectRoot(), "/contracts/vectors/merkle-", name, ".json");
        string memory json = vm.readFile(path);
        uint256 total = vm.parseJsonUint(json, ".totalWei");
        bytes32 root = vm.parseJsonBytes32(json, ".root");
        _fund(total);
        _accept(1, root, total);

        for (uint256 i = 0; i < size; i++) {
            string memory leaf = string.concat(".leaves[", vm.toString(i), "]");
            address account = vm.parseJsonAddress(json, string.concat(leaf, ".address"));
            uint256 cumulative = vm.parseJsonUint(json, string.concat(leaf, ".cumulativeWei"));
            bytes32[] memory proof = vm.parseJsonBytes32Array(json, string.concat(leaf, ".proof"));
            distributor.claim(account, cumulative, root, proof);
            vm.assertEq(token.balanceOf(account), cumulative);
        }
        vm.assertEq(distributor.paid(), total);
        vm.assertTrue(!vm.keyExistsJson(json, string.concat(".leaves[", vm.toString(size), "]")), "every leaf was read");
    }
}
