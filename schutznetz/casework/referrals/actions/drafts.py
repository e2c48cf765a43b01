"""Writing a report: every saving seals the draft to its author alone."""

import uuid
from collections.abc import Mapping

from schutznetz.casework.referrals.access import has_left, own_drafts, require_may_report
from schutznetz.casework.referrals.drafts import Content, Page, Seen, content_of, whole
from schutznetz.casework.referrals.models import Draft
from schutznetz.casework.referrals.typed import lists_of
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_number
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import make_own_file, open_file, shred_file
from schutznetz.ground.vault.file import OpenFile


class Outdated(Exception):
    """The draft was changed in the meantime, for instance in another tab."""


class AlreadySent(Exception):
    """The report has left already."""


def save_draft(
    *,
    by: Actor,
    draft_id: uuid.UUID,
    typed: Mapping[str, object],
    step: Page | None = None,
    seen: Seen | None = None,
) -> Draft:
    """Seal what has been typed so far, right or wrong, to the person who typed it.

    With `step`, only what belongs to it is replaced. `draft_id` is made with the empty form, so
    saving twice makes one draft; saving the same again writes nothing. Raises AlreadySent if the
    report has left meanwhile, Newer if another window saved the step since `seen`, PermissionError
    for somebody else's draft.
    """
    require_may_report(by)
    with recorded(by=by, verb="save_draft") as record:
        record.about("draft", draft_id)
        draft = own_drafts(by).select_for_update().filter(pk=draft_id).first()
        file = _file_to_write(by, draft, draft_id)
        before = _opened(draft, file) if draft else Content()
        if step is None:
            after = whole(typed, new_number)
        else:
            after = before.with_step(step, lists_of(typed), seen, new_number)
        if draft is None:
            draft = Draft(pk=draft_id, account_id=by.account_id, unit_id=by.unit_id)
            draft.file_id, draft.version = file.id, 0
        draft.content = after
        if after is not before or not draft.version:
            _seal(draft, file, after)
        return draft


def open_draft(*, by: Actor, draft: Draft) -> Content:
    """What was typed into the draft so far."""
    return _opened(draft, open_file(by=by, file_id=draft.file_id, purpose="write"))


def discard_draft(*, by: Actor, draft: Draft) -> None:
    """Delete a draft with its key, unsent."""
    with recorded(by=by, verb="discard_draft") as record:
        record.about("draft", draft.pk)
        row = own_drafts(by).select_for_update().get(pk=draft.pk)
        shred_draft(by=by, draft=row)


def lock_draft(*, by: Actor, draft: Draft, version: int) -> Draft:
    """The draft's row for this act alone; raises AlreadySent or Outdated if it has moved on."""
    row = own_drafts(by).select_for_update().filter(pk=draft.pk).first()
    if row is None:
        _refuse_if_sent(by, draft.pk)
    if row is None or row.version != version:
        raise Outdated
    return row


def shred_draft(*, by: Actor, draft: Draft) -> None:
    """Delete a draft of one's own with its key; raises PermissionError for somebody else's."""
    if draft.account_id != by.account_id:
        raise PermissionError("this draft belongs to somebody else")
    file_id = draft.file_id
    draft.delete()
    shred_file(file_id=file_id)


def _file_to_write(by: Actor, draft: Draft | None, draft_id: uuid.UUID) -> OpenFile:
    if draft is not None:
        return open_file(by=by, file_id=draft.file_id, purpose="write")
    _refuse_if_sent(by, draft_id)
    if Draft.objects.filter(pk=draft_id).exists():
        raise PermissionError("this draft belongs to somebody else")
    return make_own_file(by=by)


def _refuse_if_sent(by: Actor, draft_id: uuid.UUID) -> None:
    if has_left(by, draft_id):
        raise AlreadySent


def _opened(draft: Draft, file: OpenFile) -> Content:
    return content_of(file.open(draft, "sealed_content", version=draft.version))


def _seal(draft: Draft, file: OpenFile, content: Content) -> None:
    draft.version += 1
    draft.updated_at = now()
    draft.sealed_content = file.seal(
        draft, "sealed_content", content.as_json(), version=draft.version
    )
    draft.save(force_insert=draft.version == 1)
