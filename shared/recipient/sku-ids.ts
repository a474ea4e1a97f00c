/**
 * Licences that are known by their SKU, since their service plans do not tell them apart.
 * https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference (table of 2025-10-29)
 */

/**
 * Microsoft 365 Business Standard: its cloud-only accounts may reset, and it holds none of the Entra ID plans. Microsoft's
 * texts differ: the licensing page grants the reset, a training unit of 2026 does not mention the licence.
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-licensing
 */
export const businessStandardSkus: readonly string[] = [
  'f245ecc8-75af-4f8e-b61f-27d8114de5f3',
  'ac5cef5d-921b-4f97-9ef3-c99076e5470f', // prepaid legacy
  '5a1c7b8d-0739-4ca8-bf69-ec87e69133ac', // without Teams
  'ffa3a2a0-3820-462a-aa81-8a4d741f0cba', // European Economic Area, without Teams
  'c1f79c29-5d7a-4bec-a2c1-1a76774864c0', // European Economic Area, without Teams
];

/** Office 365 and Business Basic. An older text of Microsoft's let any paid Office licence reset; today's does not. */
export const officeSkus: readonly string[] = [
  '18181a46-0d4e-45cd-891e-60aabd171b4e', // E1
  'f8ced641-8e17-4dc5-b014-f5a2d53f6ac8',
  'b57282e3-65bd-4252-9502-c0eae1e5ab7f',
  '6fd2c87f-b296-42f0-b197-1e91e994b900', // E3
  '46c3a859-c90d-40b3-9551-6178a48d5c18',
  'd711d25a-a21c-492f-bd19-aae1e8ebaf30',
  'c7df2760-2c81-4ef7-b578-5b5392b571df', // E5
  '26d45bd9-adf1-46cd-a9e1-51e9a5524128',
  'cf50bae9-29e8-4775-b07c-56ee10e3776d',
  '71772aeb-4bb8-4f74-9dd4-36c7a9b5ca74',
  '4b585984-651b-448a-9e53-3b10f069cf7f', // F3
  'd1f0495b-cb7b-4e11-8b85-daee7e7e5664',
  '3b555118-da6a-4418-894f-7df1e2096870', // Business Basic
  'dab7782a-93b1-4074-8bb1-0e61318bea0b',
  '21502a13-c8dc-4744-be9c-177fd9d2eafc',
  'b1f3042b-a390-4b56-ab61-b88e7e767a97',
];

/**
 * Teams Rooms and shared devices: accounts of rooms and lobby phones. Many hold Entra ID P1 and a mailbox like a person's,
 * so no plan tells them from people.
 */
export const deviceSkus: readonly string[] = [
  '4cde982a-ede4-4409-9ae6-b003453c8ea6', // Teams Rooms Pro
  'c25e2b36-e161-4946-bef2-69239729f690',
  '31ecb341-2a17-483e-9140-c473006d1e1a',
  '21943e3a-2429-4f83-84c1-02735cd49e78',
  '6070a4c8-34c6-4937-8dfb-39bbc6397a60', // Teams Rooms Standard
  '9571e9ac-2741-4b63-95fd-a79696f0d0ac',
  'b4348f75-a776-4061-ac6c-36b9016b01d1',
  '61bec411-e46a-4dab-8f46-8b58ec845ffe',
  '6af4b3d6-14bb-4a2a-960c-6c902aad34f3', // Teams Rooms Basic and Premium
  'a4e376bd-c61e-4618-9901-3fc0cb1b88bb',
  '50509a35-f0bd-4c5e-89ac-22f0e16a00f8',
  '4fb214cb-a430-4a91-9c91-4976763aa78f',
  '295a8eb0-f78d-45c7-8b5b-1eed5ed02dff', // Teams Shared Devices
  '420c7602-7f70-4895-9394-d3d679ea36fb',
  'b1511558-69bd-4e1b-8270-59ca96dba0f3',
];
