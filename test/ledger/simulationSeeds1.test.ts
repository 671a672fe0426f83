import { simulateUnder } from './simulation/seeds.ts';

simulateUnder([611001, 611002]);
