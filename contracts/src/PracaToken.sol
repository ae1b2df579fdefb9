// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title The token that campaigns are funded and contributors are paid in
/// @notice A fixed supply with permits (EIP-2612). Nobody can mint, pause or seize.
contract PracaToken is ERC20, ERC20Permit {
    /// @param supplyTo who receives the whole supply
    /// @param supply in the smallest unit; 18 decimals
    constructor(address supplyTo, uint256 supply) ERC20(unicode"Praça", "PRACA") ERC20Permit(unicode"Praça") {
        _mint(supplyTo, supply);
    }
}
