/** Any page may ask for the wallet's menu by this event on the window; the top bar's menu opens on it. */
export const openMenuEvent = "praca:open-wallet";
