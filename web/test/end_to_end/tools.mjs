// What every step has at hand: the desk, one page, and what they ask of both.

const has_parts = (event, events) => events.filter((other) => other.part_of === event.id && other.how_many.some(({ what }) => what === event.how_many[0]?.what)).length > 0;
const counted_party = (event) => event.recipient.find((party) => event.how_many.some((figure) => figure.begin === party.begin && figure.end === party.end && party.begin !== undefined));

export function make_tools(desk, browser, page, examples) {
  const press = (key) => page.keyboard.press(key);
  const reports = async (sort) => (await desk.get(`/reports?limit=50&sort=${sort}`)).items;
  return {
    desk, browser, page, examples, press, has_parts, counted_party,
    go: (route) => page.goto(`${desk.address}/${route}`),
    total_events: async (query = "") => (await desk.get(`/events?limit=1${query}`)).total,
    report_named: async (name) => (await reports("-filed")).find((row) => row.source_id?.includes(name)),
    say_name: async () => {
      await page.getByLabel("Your name or initials").fill("E. Tester");
      await press("Enter");
    },
    // The first event of the examples that is as asked, with its report; so the test does not hang on what the reader makes of one sentence.
    event_that: async (is_so) => {
      for (const row of await reports("headline")) {
        const { events } = await desk.get(`/reports/${row.id}`);
        const event = events.find((one) => is_so(one, events));
        if (event) return { row, event };
      }
      throw new Error(`no event of the examples is as asked: ${is_so}`);
    },
  };
}
