import { simulateUnder } from './simulation/seeds.ts';

simulateUnder([611005, 611006]);
