#!/usr/bin/env node
// TypeScript runs as it stands: tsx strips the types while it loads. The tsconfig is named because tsx would otherwise look for one
// from the current directory, and pages need its setting for JSX wherever the program is started.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
await import('../src/main.ts');
