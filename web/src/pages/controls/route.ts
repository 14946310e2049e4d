export const route = { path: '/controls', load: () => import('./ControlsPage') }
