import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const blue: MantineColorsTuple = ['#eaf0fe', '#d5e1fd', '#aac2fb', '#7aa2ff', '#4f7df5', '#2f63ea', '#1d4ed8', '#1a45bf', '#163a9f', '#122f80']

const dark: MantineColorsTuple = ['#e9ebee', '#cdd2d9', '#a4adba', '#7d8694', '#3b414b', '#292d34', '#181b1f', '#111316', '#0d0f11', '#0a0b0d']

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  colors: { blue, dark },
  primaryColor: 'blue',
  primaryShade: { light: 6, dark: 6 },
  autoContrast: true,
  defaultRadius: 6,
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  cursorType: 'pointer',
})

/** Mantine's surfaces and lines are ours (tokens.css), in both schemes. */
const ours = {
  '--mantine-color-body': 'var(--surface)', '--mantine-color-text': 'var(--text)', '--mantine-color-dimmed': 'var(--text-second)', '--mantine-color-placeholder': 'var(--text-second)',
  '--mantine-color-default': 'var(--surface)', '--mantine-color-default-hover': 'var(--surface-hover)', '--mantine-color-default-color': 'var(--text)', '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-anchor': 'var(--accent)', '--mantine-color-error': 'var(--exception)',
}
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours })
