package io.eventstatistics.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The memory of all objects that can be reached from one, as HotSpot lays them out with
 * compressed references: read from the fields of this project's classes by reflection,
 * and for the JDK's collections, whose fields are not open, from how they are documented
 * to grow.
 */
public final class ReachableBytes {

	private static final int HEADER = 12;

	private static final int REFERENCE = 4;

	private static final int ARRAY_HEADER = 16;

	private static final int NODE = 32;

	private static final int LINKED_NODE = 40;

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final ArrayDeque<Object> pending = new ArrayDeque<>();

	private ReachableBytes(Object... excluded) {
		Collections.addAll(this.seen, excluded);
	}

	/**
	 * Counts bytes.
	 * @param root where to start
	 * @param excluded objects that do not count, nor what only they refer to
	 * @return the number of bytes
	 */
	public static long of(Object root, Object... excluded) {
		return new ReachableBytes(excluded).count(root);
	}

	private long count(Object root) {
		visit(root);
		long bytes = 0;
		while (!this.pending.isEmpty()) {
			bytes += (size(this.pending.pop()) + 7) & -8;
		}
		return bytes;
	}

	private void visit(@Nullable Object object) {
		if (object != null && !(object instanceof Class<?>) && !(object instanceof Enum<?>) && this.seen.add(object)) {
			this.pending.push(object);
		}
	}

	private long size(Object object) {
		if (object.getClass().isArray()) {
			return sizeOfArray(object);
		}
		if (object instanceof String text) {
			return 24 + ARRAY_HEADER + (text.length() + 7 & -8);
		}
		if (object instanceof ArrayDeque<?> deque) {
			deque.forEach(this::visit);
			return 24 + aligned(ARRAY_HEADER + REFERENCE * dequeCapacity(deque.size()));
		}
		if (object instanceof Collection<?> list) {
			list.forEach(this::visit);
			return 24 + ((list.size() > 2) ? aligned(ARRAY_HEADER + REFERENCE * list.size()) : 0);
		}
		if (object instanceof Map<?, ?> map) {
			return sizeOfMap(map);
		}
		return sizeOfFields(object);
	}

	private long sizeOfArray(Object array) {
		Class<?> type = array.getClass().getComponentType();
		int length = Array.getLength(array);
		for (int i = 0; i < length && !type.isPrimitive(); i++) {
			visit(Array.get(array, i));
		}
		return ARRAY_HEADER + (long) length * sizeOf(type);
	}

	private long sizeOfMap(Map<?, ?> map) {
		map.forEach((key, value) -> {
			visit(key);
			visit(value);
		});
		boolean linked = map instanceof LinkedHashMap<?, ?>;
		int table = 0;
		if (!map.isEmpty()) {
			table = 16;
			while (table * 3 / 4 < map.size()) {
				table *= 2;
			}
		}
		return (linked ? 56 : 48) + ((table > 0) ? ARRAY_HEADER + (long) REFERENCE * table : 0)
				+ (long) map.size() * (linked ? LINKED_NODE : NODE);
	}

	private long sizeOfFields(Object object) {
		long bytes = HEADER;
		for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
			if (type == ReentrantLock.class) {
				bytes += REFERENCE + 32;
			}
			else if (!type.getName().startsWith("java.")) {
				bytes += sizeOfFields(object, type);
			}
			else if (type != AbstractOwnableSynchronizer.class && type != Record.class) {
				throw new IllegalArgumentException("not known how large a " + type + " is");
			}
		}
		return bytes;
	}

	private long sizeOfFields(Object object, Class<?> type) {
		long bytes = 0;
		for (Field field : type.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers())) {
				bytes += sizeOf(field.getType());
				if (!field.getType().isPrimitive()) {
					visit(valueOf(field, object));
				}
			}
		}
		return bytes;
	}

	private static @Nullable Object valueOf(Field field, Object object) {
		try {
			field.setAccessible(true);
			return field.get(object);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int sizeOf(Class<?> type) {
		if (type == long.class || type == double.class) {
			return Long.BYTES;
		}
		if (type == short.class || type == char.class) {
			return Short.BYTES;
		}
		return (type == byte.class || type == boolean.class) ? 1 : REFERENCE;
	}

	private static int dequeCapacity(int size) {
		int capacity = 17;
		while (capacity <= size) {
			capacity += (capacity < 64) ? capacity + 2 : capacity / 2;
		}
		return capacity;
	}

	private static long aligned(long bytes) {
		return (bytes + 7) & -8;
	}

}
