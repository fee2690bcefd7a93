package io.snodo.messages.xml;

/**
 * How much XML is read before it is refused; each alone bounds what a sender can make the reader do.
 *
 * @param bytes of the whole document
 * @param depth of elements in elements
 * @param elements in the whole document
 * @param attributes of one element, declarations of namespaces with them
 * @param name characters of a name or namespace
 * @param value characters of one attribute
 * @param text characters of one run of text
 */
public record XmlLimits(int bytes, int depth, int elements, int attributes, int name, int value, int text) {
    /** For a SOAP envelope with one message of the largest size in it, and the seal's base64 or its escapes. */
    public static final XmlLimits SOAP = new XmlLimits(1024 * 1024, 32, 20_000, 32, 300, 16 * 1024, 512 * 1024);
}
