export const route = { path: '/records/:kind', load: () => import('./RecordsPage') }
