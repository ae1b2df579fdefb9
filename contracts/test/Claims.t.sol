// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRewardDistributor} from "../src/IRewardDistributor.sol";
import {DistributorTest} from "./DistributorTest.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {vm} from "./Vm.sol";

contract ClaimsTest is DistributorTest {
    function setUp() public override {
        super.setUp();
        _fund(1000);
    }

    function testAClaimPaysTheMemberWhoeverSendsIt(address sender) public {
        bytes32 root = _acceptTree(1, 10, 20);
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectEmit(address(distributor));
        emit IRewardDistributor.Claimed(ana, ana, 10, 10);
        vm.prank(sender);
        distributor.claim(ana, 10, root, proof);

        vm.assertEq(token.balanceOf(ana), 10);
        vm.assertEq(distributor.claimed(ana), 10);
        vm.assertEq(distributor.paid(), 10);
    }

    function testAClaimOfManyEpochsPaysTheDifference(uint256 first, uint256 second) public {
        first = _between(first, 1, 400);
        second = _between(second, 1, 400);
        _claimAna(_acceptTree(1, first, 20), first, 20);
        _acceptTree(2, first, 21);
        bytes32 root = _acceptTree(3, first + second, 22);
        _claimAna(root, first + second, 22);
        vm.assertEq(token.balanceOf(ana), first + second);
        vm.assertEq(distributor.paid(), first + second);
    }

    function testNothingIsPaidTwice() public {
        bytes32 root = _acceptTree(1, 10, 20);
        _claimAna(root, 10, 20);
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.NothingToClaim.selector, ana, 10));
        distributor.claim(ana, 10, root, proof);
    }

    function testAStaleRootIsRefusedAndTheCurrentOneNamed() public {
        bytes32 stale = _acceptTree(1, 10, 20);
        bytes32 root = _acceptTree(2, 11, 20);
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.StaleRoot.selector, root));
        distributor.claim(ana, 10, stale, proof);
    }

    function testClaimsOfTheLastAcceptedGoOnWhileTheNextIsOpen() public {
        bytes32 first = _acceptTree(1, 10, 20);
        _propose(2, _root(11, 20), 31);
        _claimAna(first, 10, 20);
        vm.assertEq(token.balanceOf(ana), 10);
    }

    function testClaimsOfTheLastAcceptedGoOnAfterARejection() public {
        bytes32 first = _acceptTree(1, 10, 20);
        _propose(2, _root(11, 20), 31);
        vm.prank(arbiter);
        distributor.reject(2, "");
        vm.warp(block.timestamp + 2 * WINDOW);
        _claimAna(first, 10, 20);
        vm.assertEq(token.balanceOf(ana), 10);
    }

    function testAnOpenEpochCannotBeClaimed() public {
        bytes32 root = _root(10, 20);
        _propose(1, root, 30);
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.StaleRoot.selector, bytes32(0)));
        distributor.claim(ana, 10, root, proof);
    }

    function testNothingCanBeClaimedOfAnEmptyRoot(address account, uint256 cumulative) public {
        _accept(1, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.InvalidProof.selector));
        distributor.claim(account, cumulative, 0, new bytes32[](0));
    }

    function testOnlyTheLeafsAmountCanBeClaimed(uint256 cumulative) public {
        vm.assume(cumulative != 10);
        bytes32 root = _acceptTree(1, 10, 20);
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.InvalidProof.selector));
        distributor.claim(ana, cumulative, root, proof);
    }

    function testOnlyTheLeafsAccountCanClaim(address account) public {
        vm.assume(account != ana);
        bytes32 root = _acceptTree(1, 10, 20);
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.InvalidProof.selector));
        distributor.claim(account, 10, root, proof);
    }

    function testATreeThatPromisesMoreThanItsTotalPaysNoMoreThanThat() public {
        bytes32 root = _root(10, 20);
        _accept(1, root, 25);
        _claimAna(root, 10, 20);
        bytes32[] memory proof = MerkleTree.proofOf(_leaves(10, 20), 1);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.PaidAboveTotal.selector, 30, 25));
        distributor.claim(budi, 20, root, proof);
    }

    function testEverybodyOfATreeIsPaidTheirLeaf(uint256 size, uint256 seed) public {
        size = _between(size, 1, 20);
        address[] memory accounts = new address[](size);
        uint256[] memory cumulatives = new uint256[](size);
        uint256 total = 0;
        for (uint256 i = 0; i < size; i++) {
            accounts[i] = address(uint160(uint256(keccak256(abi.encode(seed, i)))));
            cumulatives[i] = _between(uint256(keccak256(abi.encode(seed, i, "wei"))), 1, 50);
            total += cumulatives[i];
        }
        bytes32[] memory leaves = MerkleTree.leavesOf(accounts, cumulatives);
        bytes32 root = MerkleTree.rootOf(leaves);
        _accept(1, root, total);

        for (uint256 i = 0; i < size; i++) {
            distributor.claim(accounts[i], cumulatives[i], root, MerkleTree.proofOf(leaves, i));
            vm.assertEq(token.balanceOf(accounts[i]), cumulatives[i]);
        }
        vm.assertEq(distributor.paid(), total);
    }

    function _claimAna(bytes32 root, uint256 anas, uint256 budis) private {
        distributor.claim(ana, anas, root, _proofOfAna(anas, budis));
    }
}
