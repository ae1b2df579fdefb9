// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IRewardDistributor} from "./IRewardDistributor.sol";

/// @title Holds what campaigns were funded with and pays what accepted epochs say
/// @notice An epoch's root is optimistic: proposed, it becomes current when its window has passed without a rejection, with
/// no further transaction. Until then, and while nothing new is proposed, the last accepted root is claimed by.
/// @dev Leaves are cumulative, so one claim covers every epoch. Kept always: total ≤ funded, paid ≤ current total, and
/// balance + paid ≥ funded. `token` is trusted to be a plain ERC-20 that moves exactly the amount it is asked to.
contract RewardDistributor is IRewardDistributor, EIP712 {
    using SafeERC20 for IERC20;

    /// @dev Two words. `number` 0 means that there has been none.
    struct Epoch {
        bytes32 root;
        uint128 total;
        uint48 number;
        uint48 windowEndsAt;
        bool rejected;
    }

    bytes32 private constant CLAIM_TYPEHASH =
        keccak256("Claim(address account,address payee,uint256 cumulative,uint256 deadline)");

    IERC20 public immutable token;
    address public immutable proposer;
    address public immutable arbiter;
    uint48 public immutable windowSeconds;

    /// @notice All that ever came in by `fund`, never less.
    uint256 public funded;
    /// @notice All that was ever paid.
    uint256 public paid;
    /// @notice What an account has been paid of its cumulative leaf.
    mapping(address account => uint256) public claimed;

    Epoch private _accepted;
    Epoch private _latest;

    constructor(address token_, address proposer_, address arbiter_, uint48 windowSeconds_) EIP712("Praca", "1") {
        if (token_ == address(0) || proposer_ == address(0) || arbiter_ == address(0)) revert AddressMissing();
        if (windowSeconds_ == 0) revert WindowMissing();
        token = IERC20(token_);
        proposer = proposer_;
        arbiter = arbiter_;
        windowSeconds = windowSeconds_;
    }

    /// @notice Funds a campaign with tokens that the sender has approved.
    /// @param campaignKey keccak256 of the campaign's id; the contract attaches no meaning to it
    function fund(bytes32 campaignKey, uint256 amount) public {
        if (amount == 0) revert AmountMissing();
        // Counted only once it is here: no moment in which more is funded than held.
        token.safeTransferFrom(msg.sender, address(this), amount);
        funded += amount;
        emit Funded(campaignKey, msg.sender, amount);
    }

    /// @notice Approves by the sender's permit and funds, in one transaction.
    /// @dev Somebody else may have used the permit before us. Then the allowance is there already, and the transfer decides.
    function fundWithPermit(bytes32 campaignKey, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        try IERC20Permit(address(token)).permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}
        fund(campaignKey, amount);
    }

    /// @notice Proposes epoch `n`, the one after the last number used.
    /// @param root of OpenZeppelin's standard Merkle tree over (address, cumulative wei); 0 while nobody has a leaf
    /// @param total sum of the leaves
    /// @param ledgerDigest keccak256 of the epoch's public ledger file
    /// @param uri where that file is
    function propose(uint256 n, bytes32 root, uint256 total, bytes32 ledgerDigest, string calldata uri) external {
        if (msg.sender != proposer) revert NotProposer(msg.sender);
        Epoch memory latest = _latest;
        uint256 expected = uint256(latest.number) + 1;
        if (n != expected) revert WrongNumber(n, expected);
        if (_isOpen(latest)) revert WindowOpen(latest.number, latest.windowEndsAt);

        uint256 acceptedTotal = _current().total;
        if (total < acceptedTotal) revert TotalBelowAccepted(total, acceptedTotal);
        if (total > funded) revert TotalAboveFunded(total, funded);
        if (root == 0 && total != 0) revert RootMissing();

        if (!latest.rejected) _accepted = latest;
        uint48 windowEndsAt = SafeCast.toUint48(block.timestamp + windowSeconds);
        _latest = Epoch(root, SafeCast.toUint128(total), SafeCast.toUint48(n), windowEndsAt, false);
        emit Proposed(n, root, total, ledgerDigest, uri, windowEndsAt);
    }

    /// @notice Rejects the proposed epoch while its window is open. The last accepted one stays current.
    function reject(uint256 n, string calldata reason) external {
        if (msg.sender != arbiter) revert NotArbiter(msg.sender);
        if (n != _latest.number || !_isOpen(_latest)) revert NotPending(n);
        _latest.rejected = true;
        emit Rejected(n, reason);
    }

    /// @notice Pays `account` what the current root grants it beyond what it has had. Anyone may send this.
    /// @param cumulative the account's leaf: all that was ever granted to it
    /// @param expectedRoot the root that `proof` was made for
    function claim(address account, uint256 cumulative, bytes32 expectedRoot, bytes32[] calldata proof) external {
        _claim(account, account, cumulative, expectedRoot, proof);
    }

    /// @notice The same, paid to `payee` by the account's signature (EIP-712, by EIP-1271 for a contract).
    /// @dev The signature is bound to `cumulative`, which an account can be paid up to only once: it cannot be replayed.
    function claimTo(
        address account,
        address payee,
        uint256 cumulative,
        bytes32 expectedRoot,
        bytes32[] calldata proof,
        uint256 deadline,
        bytes calldata signature
    ) external {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(CLAIM_TYPEHASH, account, payee, cumulative, deadline)));
        if (!SignatureChecker.isValidSignatureNow(account, digest, signature)) revert InvalidSignature();
        _claim(account, payee, cumulative, expectedRoot, proof);
    }

    /// @notice The last accepted epoch, one whose window has just passed included. All zero before the first.
    function current() external view returns (uint256 n, bytes32 root, uint256 total) {
        Epoch storage epoch = _current();
        return (epoch.number, epoch.root, epoch.total);
    }

    /// @notice The epoch whose window is open. All zero when there is none.
    function pending() external view returns (uint256 n, bytes32 root, uint256 total, uint64 windowEndsAt) {
        if (_isOpen(_latest)) return (_latest.number, _latest.root, _latest.total, _latest.windowEndsAt);
    }

    /// @notice The last number that was proposed, rejected ones included; 0 before the first.
    function lastNumber() external view returns (uint256) {
        return _latest.number;
    }

    function _claim(address account, address payee, uint256 cumulative, bytes32 expectedRoot, bytes32[] calldata proof)
        private
    {
        Epoch storage epoch = _current();
        bytes32 root = epoch.root;
        if (expectedRoot != root) revert StaleRoot(root);
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(account, cumulative))));
        if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert InvalidProof();

        uint256 before = claimed[account];
        if (cumulative <= before) revert NothingToClaim(account, before);
        uint256 amount = cumulative - before;
        uint256 paidNow = paid + amount;
        if (paidNow > epoch.total) revert PaidAboveTotal(paidNow, epoch.total);

        // Written before the transfer, so that a call back finds nothing left to claim.
        claimed[account] = cumulative;
        paid = paidNow;
        emit Claimed(account, payee, amount, cumulative);
        token.safeTransfer(payee, amount);
    }

    function _current() private view returns (Epoch storage) {
        return _latest.rejected || block.timestamp < _latest.windowEndsAt ? _accepted : _latest;
    }

    function _isOpen(Epoch memory epoch) private view returns (bool) {
        return !epoch.rejected && block.timestamp < epoch.windowEndsAt;
    }
}
