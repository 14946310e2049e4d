export const route = { path: '/records', load: () => import('./KindsPage') }
