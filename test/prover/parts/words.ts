import { styleText } from 'node:util';

export const good = (isGood: boolean): string => (isGood ? styleText('green', 'ok  ') : styleText('red', 'FAIL'));
export const number = (value: number): string => value.toLocaleString('en');
export const seconds = (value: number): string => `${Math.round(value)} s`;
