/** Microsoft's clouds, as far as their addresses and services differ for us. Each tenant is in one of them. */
export type Cloud = 'public' | 'usGovernment' | 'china';
