package dev.messenger.app.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %line} of the log pattern: the request id and the message, whatever they contain, on one line (rule C21). */
public final class LineConverter extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent event) {
        String requestId = event.getMDCPropertyMap().getOrDefault("request_id", "");
        return Escaped.of(requestId + " " + event.getFormattedMessage());
    }
}
