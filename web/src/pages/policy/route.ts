export const route = { path: '/policies/:policy', load: () => import('./PolicyPage') }
