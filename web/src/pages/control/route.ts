export const route = { path: '/controls/:control', load: () => import('./ControlPage') }
