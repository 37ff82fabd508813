// What may import what, and how code reads. Layers: shell > faces > ui > live > api > domain.
import js from '@eslint/js'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import imports from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import typescript from 'typescript-eslint'

const FACES = ['resident', 'caregiver', 'operator', 'oversight']

/** Each layer with the layers above it, which it may not import. */
const ABOVE = {
  domain: ['api', 'live', 'ui', 'faces', 'shell'],
  api: ['live', 'ui', 'faces', 'shell'],
  live: ['ui', 'faces', 'shell'],
  ui: ['faces', 'shell'],
  faces: ['shell'],
}

const layerZones = Object.entries(ABOVE).map(([layer, above]) => ({
  target: `./src/${layer}`,
  from: above.map((upper) => `./src/${upper}`),
  message: 'Nothing points up: shell > faces > ui > live > api > domain.',
}))

const faceZones = FACES.map((face) => ({
  target: `./src/faces/${face}`,
  from: FACES.filter((other) => other !== face).map((other) => `./src/faces/${other}`),
  message: 'No face sees another; what two faces share lives in ui, live, api or domain.',
}))

export default typescript.config(
  { ignores: ['dist', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...typescript.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue,js,mjs}'],
    plugins: { 'import-x': imports },
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { parser: typescript.parser },
    },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'vue-eslint-parser': ['.vue'] },
      'import-x/extensions': ['.ts', '.vue', '.js'],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: [...layerZones, ...faceZones] }],
      'import-x/no-cycle': 'error',
      'import-x/no-unresolved': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': 'error',
      'vue/define-emits-declaration': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/no-bare-strings-in-template': 'error',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/require-default-prop': 'off',
    },
  },
  { files: ['scripts/**', 'eslint.config.js'], rules: { 'no-console': 'off', 'import-x/no-unresolved': 'off' } },
)
