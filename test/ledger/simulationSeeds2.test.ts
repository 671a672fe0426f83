import { simulateUnder } from './simulation/seeds.ts';

simulateUnder([611003, 611004]);
