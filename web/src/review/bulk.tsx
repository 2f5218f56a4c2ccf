// One decision for many records: first what it would touch, then the deed, as one change that one undo takes back.

import { useState } from "preact/hooks";
import { post } from "../api/client";
import type { Edit, Event } from "../api/types";
import { Cautions, Confidence, EventName, Failure } from "../parts/bits";
import { Dialog } from "../parts/dialog";
import { say_parties } from "../record/values";
import { types, type_name } from "../record/words";
import { say_count, type Filters } from "../state/filters";
import { say_done } from "../state/notices";
import { name_of_person } from "../state/person";
import { undo } from "../state/review";

interface Answer {
  count: number;
  sample: Event[];
  edit?: Edit;
}

export function BulkDialog({ filters, on_close, done }: { filters: Filters; on_close: () => void; done: () => void }) {
  const [action, set_action] = useState("accept");
  const [least, set_least] = useState("0.9");
  const [type, set_type] = useState("");
  const [reason, set_reason] = useState("");
  const [preview, set_preview] = useState<Answer>();
  const [error, set_error] = useState<Error>();
  const filter = { state: "machine", ...filters, ...(least && { min_confidence: least }), ...(type && { type }) };
  const ask = async (is_preview: boolean) => {
    set_error(undefined);
    const who = await name_of_person();
    if (!who) return;
    try {
      const answer = await post<Answer>("/review/bulk", { action, filter, preview: is_preview, reason: reason.trim(), who });
      if (is_preview) return set_preview(answer);
      dispatchEvent(new CustomEvent("nutgraf:changed"));
      say_done(`${say_count(answer.count, "event")} ${action === "accept" ? "accepted" : "rejected"}`, () => void undo(answer.edit?.id).then(done));
      done();
      on_close();
    } catch (problem) {
      set_error(problem as Error);
    }
  };
  const changed = (set: (value: string) => void) => (event: { currentTarget: { value: string } }) => {
    set(event.currentTarget.value);
    set_preview(undefined);
  };
  return (
    <Dialog title="Several at once" wide on_close={on_close}>
      <form class="stacked" onSubmit={(event) => (event.preventDefault(), void ask(!preview))}>
        <p>Records that no person has touched, of the queue’s filters, and with:</p>
        <div class="pair">
          <label><span>Do</span><select value={action} onChange={changed(set_action)}><option value="accept">accept</option><option value="reject">reject</option></select></label>
          <label><span>Confidence from</span><input type="number" min="0" max="1" step="0.01" value={least} onInput={changed(set_least)} /></label>
          <label><span>Type</span><select value={type} onChange={changed(set_type)}><option value="">any</option>{types.map((one) => <option key={one} value={one}>{type_name(one)}</option>)}</select></label>
        </div>
        <label><span>Why</span><input required value={reason} onInput={(event) => set_reason(event.currentTarget.value)} /></label>
        <Failure error={error} />
        {preview && (
          <div class="preview">
            <p><b>{say_count(preview.count, "event")}</b> would be {action === "accept" ? "accepted" : "rejected"}{preview.sample.length > 0 && `; ${preview.sample.length < preview.count ? "some of them" : "these"}:`}</p>
            <ul>{preview.sample.map((event) => <li key={event.id}><EventName event={event} /> <Cautions event={event} /> <bdi>{say_parties(event)}</bdi> <Confidence value={event.confidence} /></li>)}</ul>
          </div>
        )}
        <div class="buttons">
          <button type="submit" class="main" disabled={preview?.count === 0}>{preview ? `${action === "accept" ? "Accept" : "Reject"} ${say_count(preview.count, "event")}` : "Show what it would touch"}</button>
          <button type="button" onClick={on_close}>Leave</button>
        </div>
      </form>
    </Dialog>
  );
}
