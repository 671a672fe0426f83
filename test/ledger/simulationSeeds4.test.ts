import { simulateUnder } from './simulation/seeds.ts';

simulateUnder([611007, 611008]);
