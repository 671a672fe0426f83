/** Pages for people, in Dutch and without JavaScript: the work list, and per case what is owed, why, and what the program does next. */
export { createWeb } from './app.tsx';
