/** How a portfolio campaign stands, and all of its members with it. */
export type PortfolioState = 'running' | 'paused' | 'ended';
