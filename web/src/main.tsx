import { render } from "preact";
import { App } from "./app";
import "leaflet/dist/leaflet.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/desk.css";
import "./style/report.css";
import "./style/story.css";
import "./style/work.css";

render(<App />, document.getElementById("app")!);
