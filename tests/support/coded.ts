// Records of the invented coded set in tests/fixtures/coded, as the API gives them.

export interface CodedActor {
  readonly id: string;
  readonly kind: string;
  readonly country: string | null;
  readonly sectors: readonly string[];
}

export interface CodedParticipant {
  readonly actorId: string;
  readonly role: string;
  readonly onBehalfOfId: string | null;
  readonly side: 'a' | 'b' | null;
}

export interface CodedEvent {
  readonly id: string;
  readonly type: string | null;
  readonly date: { readonly earliest: string | null; readonly latest: string | null };
  readonly participants: readonly CodedParticipant[];
  readonly related: readonly { readonly eventId: string; readonly relation: string }[];
}
