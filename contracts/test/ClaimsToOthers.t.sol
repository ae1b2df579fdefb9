// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IRewardDistributor} from "../src/IRewardDistributor.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {DistributorTest} from "./DistributorTest.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {vm} from "./Vm.sol";

/// @dev A wallet that is a contract: its owner's signature is its own.
contract ContractWallet is IERC1271 {
    address private immutable _owner;

    constructor(address owner) {
        _owner = owner;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recoverCalldata(digest, signature) == _owner ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

contract ClaimsToOthersTest is DistributorTest {
    bytes32 private constant CLAIM_TYPEHASH =
        keccak256("Claim(address account,address payee,uint256 cumulative,uint256 deadline)");
    address private constant PAYEE = address(0x9A7EE);

    bytes32 private root;

    function setUp() public override {
        super.setUp();
        _fund(1000);
        root = _acceptTree(1, 10, 20);
    }

    function testASignedClaimPaysThePayee() public {
        vm.expectEmit(address(distributor));
        emit IRewardDistributor.Claimed(ana, PAYEE, 10, 10);
        _claimTo(PAYEE, block.timestamp, _sign(ANA_KEY, ana, PAYEE, 10, block.timestamp));
        vm.assertEq(token.balanceOf(PAYEE), 10);
        vm.assertEq(token.balanceOf(ana), 0);
        vm.assertEq(distributor.claimed(ana), 10);
    }

    function testASignatureForOnePayeePaysNoOther(address payee) public {
        vm.assume(payee != PAYEE);
        _refuses(payee, block.timestamp, _sign(ANA_KEY, ana, PAYEE, 10, block.timestamp));
    }

    function testOnlyTheAccountCanSign(uint256 key) public {
        key = _between(key, 1, type(uint128).max);
        vm.assume(key != ANA_KEY);
        _refuses(PAYEE, block.timestamp, _sign(key, ana, PAYEE, 10, block.timestamp));
    }

    function testTheSenderNeedsASignatureEvenOfTheirOwn() public {
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.InvalidSignature.selector));
        vm.prank(ana);
        distributor.claimTo(ana, PAYEE, 10, root, proof, block.timestamp, "");
    }

    function testASignatureIsBoundToItsDeadline(uint256 deadline) public {
        vm.assume(deadline > block.timestamp);
        _refuses(PAYEE, deadline, _sign(ANA_KEY, ana, PAYEE, 10, block.timestamp));
    }

    function testASignatureExpires() public {
        uint256 deadline = block.timestamp;
        bytes memory signature = _sign(ANA_KEY, ana, PAYEE, 10, deadline);
        vm.warp(deadline + 1);
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.SignatureExpired.selector, deadline));
        distributor.claimTo(ana, PAYEE, 10, root, proof, deadline, signature);
    }

    function testASignaturePaysOnce() public {
        uint256 deadline = block.timestamp + 1 days;
        bytes memory signature = _sign(ANA_KEY, ana, PAYEE, 10, deadline);
        _claimTo(PAYEE, deadline, signature);
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.NothingToClaim.selector, ana, 10));
        distributor.claimTo(ana, PAYEE, 10, root, proof, deadline, signature);
    }

    function testASignatureCoversNothingThatWasGrantedLater() public {
        uint256 deadline = block.timestamp + 1 days;
        bytes memory signature = _sign(ANA_KEY, ana, PAYEE, 10, deadline);
        bytes32 later = _acceptTree(2, 15, 20);
        bytes32[] memory proof = _proofOfAna(15, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.InvalidSignature.selector));
        distributor.claimTo(ana, PAYEE, 15, later, proof, deadline, signature);
    }

    function testASignatureForAnotherDistributorIsRefused() public {
        RewardDistributor other = new RewardDistributor(address(token), proposer, arbiter, WINDOW);
        bytes32[] memory proof = _proofOfAna(10, 20);
        bytes memory signature = _sign(ANA_KEY, ana, PAYEE, 10, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.InvalidSignature.selector));
        other.claimTo(ana, PAYEE, 10, root, proof, block.timestamp, signature);
    }

    function testASignatureForAnotherChainIsRefused() public {
        bytes memory signature = _sign(ANA_KEY, ana, PAYEE, 10, block.timestamp);
        vm.chainId(block.chainid + 1);
        _refuses(PAYEE, block.timestamp, signature);
    }

    function testAContractWalletSignsByErc1271() public {
        address wallet = address(new ContractWallet(ana));
        bytes32 leaf = MerkleTree.leafOf(wallet, 30);
        _accept(2, leaf, 30);
        bytes memory signature = _sign(ANA_KEY, wallet, PAYEE, 30, block.timestamp);
        distributor.claimTo(wallet, PAYEE, 30, leaf, new bytes32[](0), block.timestamp, signature);
        vm.assertEq(token.balanceOf(PAYEE), 30);
    }

    function testAContractWalletRefusesAStrangersSignature() public {
        address wallet = address(new ContractWallet(ana));
        bytes32 leaf = MerkleTree.leafOf(wallet, 30);
        _accept(2, leaf, 30);
        bytes memory signature = _sign(FUNDER_KEY, wallet, PAYEE, 30, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.InvalidSignature.selector));
        distributor.claimTo(wallet, PAYEE, 30, leaf, new bytes32[](0), block.timestamp, signature);
    }

    function _claimTo(address payee, uint256 deadline, bytes memory signature) private {
        distributor.claimTo(ana, payee, 10, root, _proofOfAna(10, 20), deadline, signature);
    }

    function _refuses(address payee, uint256 deadline, bytes memory signature) private {
        bytes32[] memory proof = _proofOfAna(10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.InvalidSignature.selector));
        distributor.claimTo(ana, payee, 10, root, proof, deadline, signature);
    }

    function _sign(uint256 key, address account, address payee, uint256 cumulative, uint256 deadline)
        private
        view
        returns (bytes memory)
    {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Praca"),
                keccak256("1"),
                block.chainid,
                address(distributor)
            )
        );
        bytes32 message = keccak256(abi.encode(CLAIM_TYPEHASH, account, payee, cumulative, deadline));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", domain, message)));
        return abi.encodePacked(r, s, v);
    }
}
