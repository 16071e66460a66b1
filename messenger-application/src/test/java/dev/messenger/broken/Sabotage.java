package dev.messenger.broken;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes wrong adapters of right ones: all of their methods but one do what they should. */
final class Sabotage {

    private Sabotage() {}

    /** A call of the method that goes wrong. */
    interface Call {

        /** What was handed in, to be changed at will. */
        @Nullable
        Object[] arguments();

        /** What the right adapter does with the arguments. */
        @Nullable
        Object proceed();
    }

    /** What happens instead. */
    interface Wrong {

        @Nullable
        Object answer(Call call);
    }

    /** An adapter that is {@code right} but for its methods of this name. */
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

    /** A record of ports, and of records of ports, with {@code change} made to its {@code port}. */
    static <R extends Record, T> R with(R ports, Class<T> port, UnaryOperator<T> change) {
        RecordComponent[] components = ports.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> changed(invoke(component.getAccessor(), ports), component.getType(), port, change))
                .toArray();
        try {
            @SuppressWarnings("unchecked") // the class of ports, which is R
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

    /** What an adapter throws comes out as it is, checked or not. */
    @SuppressWarnings("unchecked") // the cast is the trick, and does nothing at run time
    private static <E extends Throwable> RuntimeException asIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
