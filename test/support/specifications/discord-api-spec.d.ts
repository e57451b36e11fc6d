/** The package ships its zod schemas without types; these are the ones used here. */
declare module 'discord-api-spec/zod' {
  import type { z } from 'zod';

  export const ApplicationCommandAutocompleteCallbackRequestSchema: z.core.$ZodType;
  export const ApplicationCommandCreateRequestSchema: z.core.$ZodType;
  export const ApplicationCommandPatchRequestPartialSchema: z.core.$ZodType;
  export const ApplicationCommandUpdateRequestSchema: z.core.$ZodType;
  export const CreateMessageInteractionCallbackRequestSchema: z.core.$ZodType;
  export const CreatePrivateChannelRequestSchema: z.core.$ZodType;
  export const CreateTextThreadWithMessageRequestSchema: z.core.$ZodType;
  export const CreateTextThreadWithoutMessageRequestSchema: z.core.$ZodType;
  export const IncomingWebhookInteractionRequestSchema: z.core.$ZodType;
  export const IncomingWebhookUpdateRequestPartialSchema: z.core.$ZodType;
  export const ExternalScheduledEventCreateRequestSchema: z.core.$ZodType;
  export const ExternalScheduledEventPatchRequestPartialSchema: z.core.$ZodType;
  export const ExternalScheduledEventResponseSchema: z.core.$ZodType;
  export const MessageCreateRequestSchema: z.core.$ZodType;
  export const MessageEditRequestPartialSchema: z.core.$ZodType;
  export const MessageResponseSchema: z.core.$ZodType;
  export const ModalInteractionCallbackRequestSchema: z.core.$ZodType;
  export const UpdateMessageInteractionCallbackRequestSchema: z.core.$ZodType;
  export const ApplicationCommandResponseSchema: z.core.$ZodType;
  export const GuildChannelResponseSchema: z.core.$ZodType;
  export const GuildMemberResponseSchema: z.core.$ZodType;
  export const GuildRoleResponseSchema: z.core.$ZodType;
  export const GuildWithCountsResponseSchema: z.core.$ZodType;
  export const PrivateApplicationResponseSchema: z.core.$ZodType;
  export const PrivateChannelResponseSchema: z.core.$ZodType;
  export const ThreadResponseSchema: z.core.$ZodType;
  export const UserResponseSchema: z.core.$ZodType;
  export const InteractionCallbackResponseSchema: z.core.$ZodType;
}
