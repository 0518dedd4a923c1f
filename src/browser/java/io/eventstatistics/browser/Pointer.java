package io.eventstatistics.browser;

import java.time.Duration;
import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Interaction;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;

/**
 * A mouse or a finger on an element. Places are parts of its width and height, 0 to 1.
 */
final class Pointer {

	private static final int LEFT = MouseButton.LEFT.asArg();

	private final ChromeDriver driver;

	private final PointerInput input;

	Pointer(ChromeDriver driver, Kind kind) {
		this.driver = driver;
		this.input = new PointerInput(kind, kind.name());
	}

	void hover(String selector, double x, double y) {
		perform(move(area(selector), x, y));
	}

	void drag(String selector, double from, double to) {
		Rectangle area = area(selector);
		perform(move(area, from, 0.5), this.input.createPointerDown(LEFT), move(area, (from + to) / 2, 0.5),
				move(area, to, 0.5), this.input.createPointerUp(LEFT));
	}

	void doubleClick(String selector) {
		perform(move(area(selector), 0.5, 0.5), this.input.createPointerDown(LEFT), this.input.createPointerUp(LEFT),
				this.input.createPointerDown(LEFT), this.input.createPointerUp(LEFT));
	}

	private void perform(Interaction... actions) {
		Sequence sequence = new Sequence(this.input, 0);
		for (Interaction action : actions) {
			sequence.addAction(action);
		}
		this.driver.perform(List.of(sequence));
	}

	private Interaction move(Rectangle area, double x, double y) {
		return this.input.createPointerMove(Duration.ofMillis(50), Origin.viewport(),
				(int) (area.getX() + x * area.getWidth()), (int) (area.getY() + y * area.getHeight()));
	}

	/** Returns where an element is in the viewport, into which it is scrolled. */
	private Rectangle area(String selector) {
		@SuppressWarnings("unchecked")
		List<Number> area = (List<Number>) this.driver.executeScript("""
				arguments[0].scrollIntoView({ block: 'center' });
				const { left, top, width, height } = arguments[0].getBoundingClientRect();
				return [left, top, width, height].map(Math.round);""",
				this.driver.findElement(By.cssSelector(selector)));
		return new Rectangle(area.get(0).intValue(), area.get(1).intValue(), area.get(3).intValue(),
				area.get(2).intValue());
	}

}
