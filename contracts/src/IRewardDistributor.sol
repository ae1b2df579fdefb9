// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What happens in the reward distributor, and why it refuses
interface IRewardDistributor {
    /// @notice Tokens came in for a campaign. `campaignKey` is keccak256 of the campaign's id.
    event Funded(bytes32 indexed campaignKey, address indexed from, uint256 amount);
    /// @notice An epoch was proposed. Unrejected, it is current from `windowEndsAt` on.
    event Proposed(
        uint256 indexed n, bytes32 root, uint256 total, bytes32 ledgerDigest, string uri, uint64 windowEndsAt
    );
    /// @notice The arbiter rejected an epoch within its window. Its number is never used again.
    event Rejected(uint256 indexed n, string reason);
    /// @notice `account` was paid, to `payee`, up to `cumulative` in all.
    event Claimed(address indexed account, address indexed payee, uint256 amount, uint256 cumulative);

    error AddressMissing();
    error WindowMissing();
    error AmountMissing();
    error NotProposer(address sender);
    error NotArbiter(address sender);
    /// @notice Epochs are numbered from 1 without gaps.
    error WrongNumber(uint256 n, uint256 expected);
    /// @notice The epoch before can still be rejected.
    error WindowOpen(uint256 n, uint64 windowEndsAt);
    /// @notice A total above zero needs a root to claim it by.
    error RootMissing();
    error TotalAboveFunded(uint256 total, uint256 funded);
    error TotalBelowAccepted(uint256 total, uint256 accepted);
    /// @notice There is no epoch of this number whose window is open.
    error NotPending(uint256 n);
    /// @notice Another root is current by now: fetch the proof for this one.
    error StaleRoot(bytes32 currentRoot);
    error InvalidProof();
    error NothingToClaim(address account, uint256 claimed);
    /// @notice The tree promises more than its total. It is wrong, and no more is paid by it.
    error PaidAboveTotal(uint256 paid, uint256 total);
    error SignatureExpired(uint256 deadline);
    error InvalidSignature();
}
