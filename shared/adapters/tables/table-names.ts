/** Every table of the product. The infrastructure creates the same ones. */
export const tableNames = {
  recipients: 'Recipients',
  messageIndex: 'MessageIndex',
  agenda: 'Agenda',
  control: 'Control',
  passRows: 'PassRows',
  waves: 'Waves',
} as const;

export type TableKey = keyof typeof tableNames;
