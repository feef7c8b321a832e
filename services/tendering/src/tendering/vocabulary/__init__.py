"""Which codes the Common Procurement Vocabulary has, as the register read them in."""
