export const route = { path: '/log/:seq', load: () => import('./EntryPage') }
