package dev.messenger.broken;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Creates wrong adapters from right ones: one method misbehaves, all others work. */
final class Sabotage {

    private Sabotage() {}

    /** A call of the method that misbehaves. */
    interface Call {

        /** The arguments, which may be changed. */
        @Nullable
        Object[] arguments();

        /** Calls the right adapter with the arguments. */
        @Nullable
        Object proceed();
    }

    /** The wrong behaviour. */
    interface Wrong {

        @Nullable
        Object answer(Call call);
    }

    /** An adapter that delegates to {@code right}, except for its methods of this name. */
    static <T> T wrong(Class<T> port, T right, String name, Wrong wrong) {
        if (Arrays.stream(port.getMethods())
                .noneMatch(method -> method.getName().equals(name))) {
            throw new IllegalArgumentException(port + " has no method " + name);
        }
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    @Nullable Object[] arguments = given == null ? new Object[0] : given;
                    if (!method.getName().equals(name)) {
                        return invoke(method, right, arguments);
                    }
                    return wrong.answer(new Call() {
                        @Override
                        public @Nullable Object[] arguments() {
                            return arguments;
                        }

                        @Override
                        public @Nullable Object proceed() {
                            return invoke(method, right, arguments);
                        }
                    });
                }));
    }

    /** A copy of a record of ports, nested or not, with {@code change} applied to its {@code port}. */
    static <R extends Record, T> R with(R ports, Class<T> port, UnaryOperator<T> change) {
        RecordComponent[] components = ports.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> changed(invoke(component.getAccessor(), ports), component.getType(), port, change))
                .toArray();
        try {
            @SuppressWarnings("unchecked") // the class of ports is R
            R made = (R) ports.getClass().getDeclaredConstructor(types).newInstance(values);
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> @Nullable Object changed(
            @Nullable Object value, Class<?> type, Class<T> port, UnaryOperator<T> change) {
        if (type == port) {
            return change.apply(port.cast(value));
        }
        return value instanceof Record nested ? with(nested, port, change) : value;
    }

    private static @Nullable Object invoke(Method method, Object target, @Nullable Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Sabotage.<RuntimeException>asIs(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rethrows an exception of an adapter unchanged, checked or not. */
    @SuppressWarnings("unchecked") // hides a checked exception from the compiler; has no effect at run time
    private static <E extends Throwable> RuntimeException asIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
