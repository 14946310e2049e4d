export const route = { path: '/records/:kind/:id', load: () => import('./RecordPage') }
